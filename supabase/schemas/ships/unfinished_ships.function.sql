create function ship_private.unfinished_ships()
returns jsonb
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  return (
    select coalesce(
      jsonb_agg(
        jsonb_build_object(
          'ship', ships.id,
          'component', ships.component_key,
          'environment', ships.environment,
          'kind', ships.kind,
          'build', ships.build,
          'targets', ships.targets,
          'with_components', ships.with_components,
          'holder', ships.holder,
          'clone_id', ships.clone_id,
          'started_at', ships.started_at,
          'lease_expires_at', ships.lease_expires_at,
          'is_alive', ships.lease_expires_at > clock_timestamp(),
          'steps', ship_private.ship_journal(ships.id)
        )
        order by ships.started_at, ships.id
      ),
      '[]'
    )
    from ship.ships
    where ships.finished_at is null
  );
end;
$$;

revoke all on function ship_private.unfinished_ships() from public, anon, authenticated, service_role;

comment on function ship_private.unfinished_ships() is 'Ships under way and ships that died, each with its journal; of every environment, because they are in each other''s way.';
