create function ship_private.abandon_deployments(ship ship.ships, component text default null)
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  v_deployment ship.deployments;
begin
  for v_deployment in
    update ship.deployments
    set outcome = 'abandoned', finished_at = clock_timestamp()
    where deployments.ship_id = abandon_deployments.ship.id
      and deployments.finished_at is null
      and (abandon_deployments.component is null or deployments.component_key = abandon_deployments.component)
    returning deployments.*
  loop
    perform ship_private.audit_deployment(v_deployment, 'deployment.abandoned', abandon_deployments.ship.holder);
  end loop;
end;
$$;

revoke all on function ship_private.abandon_deployments(ship.ships, text) from public, anon, authenticated, service_role;

comment on function ship_private.abandon_deployments(ship.ships, text) is
  'Ends what a ship has begun to deploy and nobody will ever say more of, of one component or of all, and chains it.';
