create function ship_private.missed_moves()
returns ship_private.build_move[]
language sql
stable
security invoker
set search_path = ''
begin atomic
  select array_agg(
    row(components.key, components.build, last_release.build)::ship_private.build_move
    order by components.position, components.key
  )
  from ship.components
  cross join lateral (
    select releases.build
    from ship.releases
    where releases.component_key = components.key
    order by releases.id desc
    limit 1
  ) as last_release
  where components.build <> last_release.build;
end;

revoke all on function ship_private.missed_moves() from public, anon, authenticated, service_role;

comment on function ship_private.missed_moves() is 'Components whose build is not their last release: moved while triggers were off.';
