create function ship_private.highest_build(component text)
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
      order by ships.build desc nulls last
      limit 1
    )
  );
end;
$$;

revoke all on function ship_private.highest_build(text) from public, anon, authenticated, service_role;

comment on function ship_private.highest_build(text) is
  'The highest build that a component ever used, deployed or only journalled, in any environment; null when it used none.';
