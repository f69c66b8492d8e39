create function ship_private.dying_devices(run ship.push_runs, previous ship.push_runs, outcomes jsonb)
returns table (id bigint, reason text, is_established boolean)
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return query
  select
    devices.id,
    outcome.reason,
    -- the end of a stranger, or of one that was refused before, says nothing about who reports it
    (dying_devices.previous).id is null or not (coalesce(is_stranger, false) or was_refused)
  from jsonb_to_recordset(dying_devices.outcomes)
    as outcome (id bigint, reason text, verdict text, timestamp_ms numeric, both_hosts boolean)
  join ship.device_push_tokens as devices on devices.id = outcome.id
  -- here, or back, since the last finished run
  cross join lateral (
    select devices.id > (dying_devices.run).mature_through_id or devices.eligible_since > (dying_devices.previous).created_at
  ) as age (is_stranger)
  cross join lateral (
    select exists (
      select
      from ship.push_failures
      where push_failures.run_id = (dying_devices.previous).id
        and push_failures.device_id = devices.id
        and push_failures.reason = 'BadDeviceToken'
    )
  ) as history (was_refused)
  where devices.deactivated_at is null
    and (
      -- Apple: 410 says when the token was confirmed dead; a device that registered since then is alive.
      (
        outcome.verdict = 'dead'
        -- what is no moment at all ends nobody
        and devices.last_registered_at < to_timestamp(case when outcome.timestamp_ms between 0 and 8.64e15 then outcome.timestamp_ms end / 1000.0)
        -- a time to come would also end what registers until then
        and devices.last_registered_at < clock_timestamp()
      )
      -- a stranger's junk
      or (outcome.reason = 'BadDeviceToken' and outcome.both_hosts and is_stranger)
      -- refused in two runs one after the other, on whichever host there is a key for: it was never accepted, or is no more
      or (outcome.reason = 'BadDeviceToken' and was_refused)
    )
  order by devices.id
  -- until it is written: who registers meanwhile is looked at again once that has committed
  for no key update of devices;
end;
$$;

revoke all on function ship_private.dying_devices(ship.push_runs, ship.push_runs, jsonb)
  from public, anon, authenticated, service_role;

comment on function ship_private.dying_devices(ship.push_runs, ship.push_runs, jsonb) is
  'The devices that these outcomes end, locked, and whether each was told before: no stranger, and not refused in the previous run.';
