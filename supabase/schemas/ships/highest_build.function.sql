create function ship_private.highest_build(component text, without_ship uuid default null)
returns bigint
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  return greatest(
    (select max(greatest(build_moves.build, build_moves.previous_build)) from ship.build_moves where build_moves.component_key = highest_build.component),
    (
      select ships.build
      from ship.ships
      where ships.component_key = highest_build.component
        and ships.id is distinct from highest_build.without_ship
      order by ships.build desc nulls last
      limit 1
    ),
    (
      select releases.build
      from ship.releases
      where releases.component_key = highest_build.component
        and (highest_build.without_ship is null or releases.ship_id is distinct from highest_build.without_ship)
      order by releases.build desc nulls last
      limit 1
    ),
    (select max(builds.build) from ship.builds where builds.component_key = highest_build.component)
  );
end;
$$;

revoke all on function ship_private.highest_build(text, uuid) from public, anon, authenticated, service_role;

comment on function ship_private.highest_build(text, uuid) is
  'The highest build that a component ever used, deployed, offered, reserved or only journalled, in any environment, but for what one ship has; null when it used none.';
