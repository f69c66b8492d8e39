create function ship_private.describe_finding(invariant ship.invariants)
returns jsonb
language plpgsql
immutable
security invoker
set search_path = ''
as $$
begin
  return jsonb_build_object(
    'source', describe_finding.invariant.source,
    'key', describe_finding.invariant.key,
    'message', describe_finding.invariant.message,
    'detail', describe_finding.invariant.detail,
    'first_seen_at', describe_finding.invariant.first_seen_at,
    'last_seen_at', describe_finding.invariant.last_seen_at,
    'healed_at', describe_finding.invariant.healed_at,
    'issue_url', describe_finding.invariant.issue_url,
    'lesson', describe_finding.invariant.lesson
  );
end;
$$;

revoke all on function ship_private.describe_finding(ship.invariants) from public, anon, authenticated, service_role;

comment on function ship_private.describe_finding(ship.invariants) is 'A broken or healed invariant as callers see it.';
