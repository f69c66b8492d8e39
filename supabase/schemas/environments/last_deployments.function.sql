create function ship_private.last_deployments(environment text)
returns jsonb
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  return (
    -- from component to component in the index, as ship.deployed
    with recursive places as (
      (
        select deployments.component_key
        from ship.deployments
        where deployments.environment = last_deployments.environment
        order by deployments.component_key
        limit 1
      )
      union all
      select further.component_key
      from places
      cross join lateral (
        select deployments.component_key
        from ship.deployments
        where deployments.environment = last_deployments.environment
          and deployments.component_key > places.component_key
        order by deployments.component_key
        limit 1
      ) as further
    )
    select coalesce(jsonb_agg(attempt.described order by places.component_key), '[]')
    from places
    cross join lateral (
      select ship_private.describe_deployment(deployments) as described
      from ship.deployments
      where deployments.environment = last_deployments.environment
        and deployments.component_key = places.component_key
      order by deployments.started_at desc, deployments.id desc
      limit 1
    ) as attempt
  );
end;
$$;

revoke all on function ship_private.last_deployments(text) from public, anon, authenticated, service_role;

comment on function ship_private.last_deployments(text) is 'The last attempt at each component in an environment, whatever came of it.';
