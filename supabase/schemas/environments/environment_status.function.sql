create function ship_private.environment_status()
returns jsonb
language plpgsql
stable
security definer
set search_path = ''
as $$
#variable_conflict use_column
-- definer: because it reads what no role of the Data API may read whole
begin
  return jsonb_build_object(
    'environments', (
      select coalesce(jsonb_agg(
        jsonb_build_object(
          'name', environments.name,
          'branch', environments.branch,
          'project_ref', environments.project_ref,
          'url', environments.url,
          'announces', environments.announces,
          'promoted_from', environments.promoted_from,
          'components', environments.components,
          'hosts', environments.hosts,
          'declared_at', environments.declared_at,
          'deployed', ship_private.deployed_in(environments.name),
          'last', ship_private.last_deployments(environments.name),
          'promotion', (
            select ship_private.describe_promotion(promotions)
            from ship.promotions
            where promotions.environment = environments.name
            order by promotions.started_at desc
            limit 1
          )
        )
        order by environments.position, environments.name
      ), '[]')
      from ship.environments
    ),
    'announced', (
      select coalesce(jsonb_object_agg(components.key, jsonb_build_object('build', components.build, 'version', components.version)), '{}')
      from ship.components
    )
  );
end;
$$;

revoke all on function ship_private.environment_status() from public, anon, authenticated, service_role;
grant execute on function ship_private.environment_status() to service_role;

comment on function ship_private.environment_status() is
  'Every environment: what is verified there, the last attempt at each component, its last promotion; and beside them what the world is told of.';
