create function ship_private.record_missing_baselines()
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  perform ship_private.settle_offers((
    select array_agg(
      row(components.key, components.build, 0, 'live', 'build-available', 10000, null, null)::ship_private.component_change
      order by components.position, components.key
    )
    from ship.components
    where components.build > 0
      and not exists (
        select
        from ship.build_moves
        where build_moves.component_key = components.key
      )
  ));

  insert into ship.build_moves (component_key, build, previous_build, version, reason, actor)
  select components.key, components.build, null, components.version, 'baseline', ship_private.current_actor()
  from ship.components
  where not exists (
    select
    from ship.build_moves
    where build_moves.component_key = components.key
  )
  order by components.position, components.key;
end;
$$;

revoke all on function ship_private.record_missing_baselines() from public, anon, authenticated, service_role;

comment on function ship_private.record_missing_baselines() is
  'A component that was added while triggers were off gets its baseline, so that its next missed move can be told.';
