create function ship_private.describe_key(key ship.keys)
returns jsonb
language plpgsql
stable
security invoker
set search_path = ''
as $$
declare
  v_window interval := (select key_policy.removal_window from ship.key_policy where key_policy.is_only_row);
begin
  return jsonb_build_object(
    'prefix', describe_key.key.prefix,
    'digest', describe_key.key.digest,
    'state', describe_key.key.state,
    'generated_at', describe_key.key.generated_at,
    'added_at', describe_key.key.added_at,
    'removed_at', describe_key.key.removed_at,
    'last_used_at', ship_private.key_last_used(describe_key.key),
    'used_count', (
      select coalesce(sum(key_usage.count), 0)::bigint
      from ship.key_usage
      where key_usage.prefix = describe_key.key.prefix
        and key_usage.hour > clock_timestamp() - v_window - interval '1 hour'
    )
  );
end;
$$;

revoke all on function ship_private.describe_key(ship.keys) from public, anon, authenticated, service_role;

comment on function ship_private.describe_key(ship.keys) is 'A key as callers see it; used_count is of the window in which it must be silent before it is removed.';
