create function ship_private.audit_deployment(deployment ship.deployments, action text)
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  perform ship_private.audit_environment(
    audit_deployment.deployment.actor, audit_deployment.action, audit_deployment.deployment.component_key,
    jsonb_build_object(
      'environment', audit_deployment.deployment.environment,
      'build', audit_deployment.deployment.build,
      'kind', audit_deployment.deployment.kind,
      'commit_sha', audit_deployment.deployment.commit_sha,
      'code', audit_deployment.deployment.code,
      'verified_by', audit_deployment.deployment.verified_by,
      'deployment', audit_deployment.deployment.id
    )
  );
end;
$$;

revoke all on function ship_private.audit_deployment(ship.deployments, text) from public, anon, authenticated, service_role;

comment on function ship_private.audit_deployment(ship.deployments, text) is 'Chains how a deployment ended.';
