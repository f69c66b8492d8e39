create function ship_private.next_retry_at(
  policy ship.push_policy,
  expires_at timestamptz,
  verdict text,
  retry_after_s numeric,
  attempt integer
)
returns timestamptz
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  v_retry_at timestamptz;
begin
  if (next_retry_at.verdict = 'retry') is not true then
    return null;
  end if;
  v_retry_at := clock_timestamp() + coalesce(
    ship_private.asked_wait(next_retry_at.retry_after_s),
    ship_private.backoff((next_retry_at.policy).push_retry_base, (next_retry_at.policy).push_retry_max, next_retry_at.attempt)
  );
  return case when v_retry_at < next_retry_at.expires_at then v_retry_at end;
end;
$$;

revoke all on function ship_private.next_retry_at(ship.push_policy, timestamptz, text, numeric, integer)
  from public, anon, authenticated, service_role;

comment on function ship_private.next_retry_at(ship.push_policy, timestamptz, text, numeric, integer) is
  'When a device is tried again; null when never, or when the notification would have expired by then.';
