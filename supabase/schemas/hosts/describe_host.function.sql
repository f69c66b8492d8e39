create function ship_private.describe_host(host ship.hosts, silent_after interval)
returns jsonb
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  return jsonb_build_object(
    'environment', describe_host.host.environment,
    'host', describe_host.host.host,
    'branch', describe_host.host.branch,
    'sha', describe_host.host.sha,
    'is_dirty', describe_host.host.is_dirty,
    'state', describe_host.host.state,
    'is_silent', describe_host.host.last_seen_at < clock_timestamp() - describe_host.silent_after,
    'detail', describe_host.host.detail,
    'first_seen_at', describe_host.host.first_seen_at,
    'changed_at', describe_host.host.changed_at,
    'last_seen_at', describe_host.host.last_seen_at
  );
end;
$$;

revoke all on function ship_private.describe_host(ship.hosts, interval) from public, anon, authenticated, service_role;

comment on function ship_private.describe_host(ship.hosts, interval) is 'A host as callers see it, silent when it was not heard for so long.';
