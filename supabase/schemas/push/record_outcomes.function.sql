create function ship_private.record_outcomes(batch ship.push_batches, run ship.push_runs, outcomes jsonb)
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  v_policy ship.push_policy;
  v_expires_at timestamptz;
begin
  if record_outcomes.outcomes = '[]' and (record_outcomes.batch).kind = 'range' then
    return;
  end if;
  select * into v_policy from ship.push_policy where push_policy.is_only_row;
  v_expires_at := (record_outcomes.run).life_since + v_policy.delivery_life;

  -- Devices erased meanwhile are dropped: the join keeps only those that still exist.
  insert into ship.push_failures as failures (run_id, device_id, status, reason, retry_at)
  select
    (record_outcomes.run).id, outcome.id, outcome.status, outcome.reason,
    ship_private.next_retry_at(v_policy, v_expires_at, outcome.verdict, outcome.retry_after_s, 1)
  from jsonb_to_recordset(record_outcomes.outcomes)
    as outcome (id bigint, status integer, reason text, verdict text, retry_after_s numeric)
  join ship.device_push_tokens as devices on devices.id = outcome.id
  where outcome.verdict <> 'corrected'
  order by outcome.id
  on conflict (run_id, device_id) do update
  set
    status = excluded.status,
    reason = excluded.reason,
    attempt_count = failures.attempt_count + 1,
    retry_at = case
      when excluded.retry_at is not null
        then greatest(excluded.retry_at, ship_private.next_retry_at(v_policy, v_expires_at, 'retry', null, failures.attempt_count + 1))
    end,
    batch_id = null,
    failed_at = clock_timestamp();

  perform ship_private.deactivate_devices(record_outcomes.batch, record_outcomes.run, record_outcomes.outcomes);

  update ship.device_push_tokens as devices
  set
    apns_environment = outcome.apns_environment,
    apns_environment_since = clock_timestamp(),
    corrected_by_run_id = (record_outcomes.run).id
  from jsonb_to_recordset(record_outcomes.outcomes) as outcome (id bigint, verdict text, apns_environment text)
  where devices.id = outcome.id
    and outcome.verdict = 'corrected'
    and devices.apns_environment <> outcome.apns_environment;
end;
$$;

revoke all on function ship_private.record_outcomes(ship.push_batches, ship.push_runs, jsonb)
  from public, anon, authenticated, service_role;

comment on function ship_private.record_outcomes(ship.push_batches, ship.push_runs, jsonb) is
  'Keeps who was not told and why, deactivates dead tokens, keeps corrected environments.';
