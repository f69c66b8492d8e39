create function ship_private.retry_time(
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
  if (retry_time.verdict = 'retry') is not true then
    return null;
  end if;
  v_retry_at := clock_timestamp() + coalesce(
    make_interval(secs => retry_time.retry_after_s::double precision),
    ship_private.backoff((retry_time.policy).push_retry_base, (retry_time.policy).push_retry_max, retry_time.attempt)
  );
  return case when v_retry_at < retry_time.expires_at then v_retry_at end;
end;
$$;

revoke all on function ship_private.retry_time(ship.push_policy, timestamptz, text, numeric, integer)
  from public, anon, authenticated, service_role;

comment on function ship_private.retry_time(ship.push_policy, timestamptz, text, numeric, integer) is
  'When a device is tried again; null when never, or when the notification would have expired by then.';
