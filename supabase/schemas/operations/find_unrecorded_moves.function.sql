create function ship_private.find_unrecorded_moves()
returns ship_private.component_change[]
language sql
stable
security invoker
set search_path = ''
begin atomic
  select array_agg(
    row(components.key, components.build, last_move.build, 'live', 'build-available', 10000, null, null)::ship_private.component_change
    order by components.position, components.key
  )
  from ship.components
  cross join lateral (
    select build_moves.build
    from ship.build_moves
    where build_moves.component_key = components.key
    order by build_moves.id desc
    limit 1
  ) as last_move
  where components.build <> last_move.build;
end;

revoke all on function ship_private.find_unrecorded_moves() from public, anon, authenticated, service_role;

comment on function ship_private.find_unrecorded_moves() is 'Components whose build is not their last recorded move: moved while triggers were off.';
