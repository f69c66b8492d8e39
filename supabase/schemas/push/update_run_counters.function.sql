create function ship_private.update_run_counters(
  batch ship.push_batches,
  run ship.push_runs,
  progress_id bigint,
  sent_count integer,
  outcomes jsonb
)
returns ship.push_runs
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  v_answered integer := update_run_counters.sent_count + ship_private.count_failed_outcomes(update_run_counters.outcomes);
  v_mature integer := 0;
  v_refused integer := 0;
  v_strange integer := 0;
  v_previous ship.push_runs := ship_private.last_finished_run(update_run_counters.run);
  v_told_since timestamptz := ship_private.told_since(v_previous);
  v_run ship.push_runs;
begin
  if (update_run_counters.batch).kind = 'retry' then
    -- these devices were counted when their range was answered; a 200 now ends their failure
    delete from ship.push_failures
    where push_failures.batch_id = (update_run_counters.batch).id
      and push_failures.device_id > (update_run_counters.batch).progress_id
      and push_failures.device_id <= update_run_counters.progress_id
      -- as in list_batch_devices: who was not handed out was not told
      and exists (
        select
        from ship.device_push_tokens as devices
        where devices.id = push_failures.device_id
          and devices.kind = 'device'
          and devices.deactivated_at is null
      );

    update ship.push_runs
    set sent_count = push_runs.sent_count + update_run_counters.sent_count
    where push_runs.id = (update_run_counters.run).id
    returning * into v_run;
    return v_run;
  end if;

  if (update_run_counters.batch).progress_id < (update_run_counters.run).mature_through_id then
    v_mature := case
      when update_run_counters.progress_id <= (update_run_counters.run).mature_through_id then v_answered
      -- across the border: those that are as they were, and those whose answer has changed or ended them
      else (
        select count(*)
        from (
          select devices.id
          from ship.device_push_tokens as devices
          where devices.topic = (update_run_counters.run).topic
            and devices.component_key = (update_run_counters.run).component_key
            and devices.apns_environment = (update_run_counters.run).apns_environment
            and devices.channel <= (update_run_counters.run).channel
            and ship_private.is_in_cohort(update_run_counters.run, devices.installation_id, devices.eligible_since)
            and devices.kind = 'device'
            and devices.deactivated_at is null
            and devices.id > (update_run_counters.batch).progress_id
            and devices.id <= (update_run_counters.run).mature_through_id
          union
          select outcome.id
          from jsonb_to_recordset(update_run_counters.outcomes) as outcome (id bigint)
          where outcome.id <= (update_run_counters.run).mature_through_id
        ) as answered
      )
    end;
    -- A refusal speaks of the key only where the device was told before: it was there for the whole of the last run, and that did not
    -- fail for it. Others are left out of both sides of the share.
    select count(*) filter (where was_told.was_told), count(*) filter (where not was_told.was_told)
    into v_refused, v_strange
    from jsonb_to_recordset(update_run_counters.outcomes) as outcome (id bigint, reason text, verdict text)
    join ship.device_push_tokens as devices on devices.id = outcome.id
    cross join lateral (
      select ship_private.is_established(devices, (update_run_counters.run).mature_through_id, v_told_since)
        and ship_private.failure_in(v_previous, devices) is null as was_told
    ) as was_told
    -- what APNs answered counts, not what the worker makes of it
    where outcome.verdict <> 'corrected'
      and outcome.reason in ('BadDeviceToken', 'DeviceTokenNotForTopic')
      and outcome.id <= (update_run_counters.run).mature_through_id;
    v_mature := v_mature - v_strange;
  end if;

  update ship.push_runs
  set
    device_count = push_runs.device_count + v_answered,
    sent_count = push_runs.sent_count + update_run_counters.sent_count,
    mature_answer_count = push_runs.mature_answer_count + v_mature,
    mature_refusal_count = push_runs.mature_refusal_count + v_refused
  where push_runs.id = (update_run_counters.run).id
  returning * into v_run;

  if v_run.state in ('running', 'retrying')
    and v_run.mature_answer_count >= (select push_policy.breaker_min_answers from ship.push_policy)
    and v_run.mature_refusal_count >= v_run.mature_answer_count * (select push_policy.breaker_share from ship.push_policy)
  then
    v_run := ship_private.stop_run(
      v_run.id,
      'too_many_bad_tokens',
      format('%s of %s answers', v_run.mature_refusal_count, v_run.mature_answer_count)
    );
  end if;
  return v_run;
end;
$$;

revoke all on function ship_private.update_run_counters(ship.push_batches, ship.push_runs, bigint, integer, jsonb)
  from public, anon, authenticated, service_role;

comment on function ship_private.update_run_counters(ship.push_batches, ship.push_runs, bigint, integer, jsonb) is
  'Adds a slice to the run''s counters and trips the breaker when too many established devices are refused: that is a wrong key, not dead devices.';
