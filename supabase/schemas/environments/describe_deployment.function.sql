create function ship_private.describe_deployment(deployment ship.deployments)
returns jsonb
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  return jsonb_build_object(
    'id', describe_deployment.deployment.id,
    'environment', describe_deployment.deployment.environment,
    'component', describe_deployment.deployment.component_key,
    'kind', describe_deployment.deployment.kind,
    'build', describe_deployment.deployment.build,
    'version', describe_deployment.deployment.version,
    'sha', describe_deployment.deployment.commit_sha,
    'branch', describe_deployment.deployment.branch,
    'outcome', describe_deployment.deployment.outcome,
    'verified_by', describe_deployment.deployment.verified_by,
    'code', describe_deployment.deployment.code,
    'actor', describe_deployment.deployment.actor,
    'promotion', describe_deployment.deployment.promotion_id,
    'started_at', describe_deployment.deployment.started_at,
    'finished_at', describe_deployment.deployment.finished_at,
    'ms', floor(extract(epoch from describe_deployment.deployment.finished_at - describe_deployment.deployment.started_at) * 1000),
    'deploy_ms', describe_deployment.deployment.deploy_ms
  );
end;
$$;

revoke all on function ship_private.describe_deployment(ship.deployments) from public, anon, authenticated, service_role;

comment on function ship_private.describe_deployment(ship.deployments) is 'A deployment as the command line reads it; ms from its beginning to its end.';
