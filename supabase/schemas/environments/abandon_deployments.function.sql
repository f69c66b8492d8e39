create function ship_private.abandon_deployments(ship uuid, component text default null)
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  update ship.deployments
  set outcome = 'abandoned', finished_at = clock_timestamp()
  where deployments.ship_id = abandon_deployments.ship
    and deployments.component_key = coalesce(abandon_deployments.component, deployments.component_key)
    and deployments.finished_at is null;
end;
$$;

revoke all on function ship_private.abandon_deployments(uuid, text) from public, anon, authenticated, service_role;

comment on function ship_private.abandon_deployments(uuid, text) is
  'Ends what a ship has begun to deploy and nobody will ever say more of: of one component, or of all.';
