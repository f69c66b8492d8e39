create function ship_private.continue_run(run ship.push_runs)
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  update ship.push_runs
  set
    state = 'running',
    -- nobody was asked: from the first device, and as far as there are any
    cursor_id = case when (continue_run.run).stop_reason = 'devices_missed' then 0 else push_runs.cursor_id end,
    bound_id = case
      when (continue_run.run).stop_reason = 'devices_missed'
        then greatest(push_runs.bound_id, (select max(devices.id) from ship.device_push_tokens as devices))
      else push_runs.bound_id
    end,
    stop_reason = null,
    stop_detail = null,
    finished_at = null,
    mature_answer_count = 0,
    mature_refusal_count = 0
  where push_runs.id = (continue_run.run).id;

  -- slices that were given up are taken over from where they stood
  update ship.push_batches
  set state = 'leased', lease_token = gen_random_uuid(), leased_until = clock_timestamp(), finished_at = null
  where push_batches.run_id = (continue_run.run).id
    and push_batches.state = 'abandoned';

  -- what the breakers' reasons failed is asked again: the cause is said to be fixed
  update ship.push_failures
  set retry_at = clock_timestamp()
  where push_failures.run_id = (continue_run.run).id
    and push_failures.retry_at is null
    and push_failures.batch_id is null
    and (
      push_failures.reason in ('BadDeviceToken', 'DeviceTokenNotForTopic')
      or (push_failures.status = 410 and (continue_run.run).stop_reason = 'too_many_deactivations')
    );

  update ship.deliveries
  set state = 'pending', last_error = null, finished_at = null
  where deliveries.id = (continue_run.run).delivery_id
    and deliveries.state in ('failed', 'skipped');

  insert into ship_private.audit_inbox (actor, action, subject, detail)
  values (
    ship_private.current_actor(), 'push_run.resumed', (continue_run.run).component_key,
    jsonb_build_object(
      'run', (continue_run.run).id, 'topic', (continue_run.run).topic,
      'apns_environment', (continue_run.run).apns_environment, 'reason', (continue_run.run).stop_reason
    )
  );
  -- its last batch may have ended while it stood
  perform ship_private.finish_run_when_done((continue_run.run).id);
end;
$$;

revoke all on function ship_private.continue_run(ship.push_runs) from public, anon, authenticated, service_role;

comment on function ship_private.continue_run(ship.push_runs) is
  'A stopped run goes on where it stopped, and asks again whom the breakers'' reasons failed; whoever calls has checked that it may.';
