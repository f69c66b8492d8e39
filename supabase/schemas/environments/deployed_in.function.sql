create function ship_private.deployed_in(environment text)
returns jsonb
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  return (
    select coalesce(jsonb_agg(
      jsonb_build_object(
        'component', deployed.component_key,
        'build', deployed.build,
        'version', deployed.version,
        'sha', deployed.commit_sha,
        'verified_at', deployed.verified_at,
        'verified_by', deployed.verified_by,
        'deployment', deployed.deployment_id
      )
      order by deployed.component_key
    ), '[]')
    from ship.deployed
    where deployed.environment = deployed_in.environment
  );
end;
$$;

revoke all on function ship_private.deployed_in(text) from public, anon, authenticated, service_role;

comment on function ship_private.deployed_in(text) is 'What is verified in an environment, a component each.';
