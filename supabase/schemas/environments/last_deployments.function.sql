create function ship_private.last_deployments(environment text)
returns jsonb
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  return (
    select coalesce(jsonb_agg(ship_private.describe_deployment(deployments) order by deployments.component_key), '[]')
    from ship.deployments
    where deployments.environment = last_deployments.environment
      and not exists (
        select
        from ship.deployments as later
        where later.environment = deployments.environment
          and later.component_key = deployments.component_key
          and (later.started_at, later.id) > (deployments.started_at, deployments.id)
      )
  );
end;
$$;

revoke all on function ship_private.last_deployments(text) from public, anon, authenticated, service_role;

comment on function ship_private.last_deployments(text) is 'The last attempt at each component in an environment, whatever came of it.';
