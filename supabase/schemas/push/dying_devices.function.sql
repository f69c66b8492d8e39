create function ship_private.dying_devices(run ship.push_runs, previous ship.push_runs, outcomes jsonb)
returns table (id bigint, reason text, is_established boolean)
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  v_told_since timestamptz := ship_private.told_since(dying_devices.previous);
  v_before ship.push_runs := ship_private.last_finished_run(dying_devices.previous);
  v_told_before timestamptz := ship_private.told_since(v_before);
begin
  return query
  select
    devices.id,
    outcome.reason,
    -- The end of a stranger says nothing about who reports it, nor that of one that was refused when it was a stranger. Who was told
    -- before that counts: else whoever reports could first have everybody refused, and then end everybody.
    ship_private.is_established(devices, (dying_devices.run).mature_through_id, v_told_since) and not (
      was_refused
      and (
        v_before.id is null
        or not ship_private.is_established(devices, (dying_devices.previous).mature_through_id, v_told_before)
        or ship_private.failure_in(v_before, devices) is not null
      )
    )
  from jsonb_to_recordset(dying_devices.outcomes)
    as outcome (id bigint, reason text, verdict text, timestamp_ms numeric, both_hosts boolean)
  join ship.device_push_tokens as devices on devices.id = outcome.id
  -- here, or back, since the last finished run
  cross join lateral (
    select devices.id > (dying_devices.run).mature_through_id or devices.eligible_since > (dying_devices.previous).created_at
  ) as age (is_stranger)
  cross join lateral (
    select coalesce(ship_private.failure_in(dying_devices.previous, devices) = 'BadDeviceToken', false)
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
  'The devices that these outcomes end, locked, and whether each was told before: in the previous run, or in the one before the run that refused it.';
