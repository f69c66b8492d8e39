create function ship_private.describe_policy(policy ship.update_policies)
returns jsonb
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  return jsonb_build_object(
    'component', (describe_policy.policy).component_key,
    'channel', (describe_policy.policy).channel,
    'min_build', (describe_policy.policy).min_build,
    'min_version', (describe_policy.policy).min_version,
    'force_after', (describe_policy.policy).force_after,
    'recommended_build', (describe_policy.policy).recommended_build,
    'nudge_every_s', extract(epoch from (describe_policy.policy).nudge_every)::bigint,
    'message', (describe_policy.policy).message,
    'contact_url', (describe_policy.policy).contact_url,
    'reason', (describe_policy.policy).reason,
    'actor', (describe_policy.policy).actor,
    'updated_at', (describe_policy.policy).updated_at
  );
end;
$$;

revoke all on function ship_private.describe_policy(ship.update_policies) from public, anon, authenticated, service_role;

comment on function ship_private.describe_policy(ship.update_policies) is 'A policy as the command line shows it.';
