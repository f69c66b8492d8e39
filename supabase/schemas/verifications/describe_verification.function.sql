create function ship_private.describe_verification(verification ship.verifications)
returns jsonb
language plpgsql
immutable
security invoker
set search_path = ''
as $$
begin
  return jsonb_build_object(
    'run', describe_verification.verification.run_id,
    'environment', describe_verification.verification.environment,
    'component', describe_verification.verification.component_key,
    'build', describe_verification.verification.build,
    'sha', describe_verification.verification.commit_sha,
    'deployment', describe_verification.verification.deployment,
    'source', describe_verification.verification.source,
    'probe', describe_verification.verification.probe,
    'state', describe_verification.verification.state,
    'saw', describe_verification.verification.saw,
    'ms', describe_verification.verification.ms,
    'actor', describe_verification.verification.actor,
    'checked_at', describe_verification.verification.checked_at
  );
end;
$$;

revoke all on function ship_private.describe_verification(ship.verifications) from public, anon, authenticated, service_role;

comment on function ship_private.describe_verification(ship.verifications) is 'What a probe saw, as callers see it.';
