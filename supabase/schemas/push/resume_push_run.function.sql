create function ship_private.resume_push_run(run_id bigint)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- definer: because runs are changed by nobody directly
declare
  v_run ship.push_runs;
begin
  select * into v_run from ship.push_runs where push_runs.id = resume_push_run.run_id for update;

  if not found then
    raise exception using
      errcode = 'PT404',
      message = 'run_unknown',
      detail  = format('there is no run %s', resume_push_run.run_id),
      hint    = 'ship.push_runs lists them.';
  end if;
  if v_run.state <> 'stopped' then
    raise exception using
      errcode = 'PT409',
      message = 'run_not_stopped',
      detail  = format('run %s is %s', v_run.id, v_run.state),
      hint    = 'Only a stopped run can be resumed.';
  end if;
  if exists (
    select
    from ship.push_runs as later
    where later.component_key = v_run.component_key
      and later.channel = v_run.channel
      and later.seq > v_run.seq
  ) then
    raise exception using
      errcode = 'PT409',
      message = 'run_superseded',
      detail  = format('a later announcement of %s exists', v_run.component_key),
      hint    = 'Nobody is told an older build after a newer one. ship.reannounce tells the present one.';
  end if;

  if exists (
    select
    from ship.deliveries
    join ship.announcements on announcements.id = deliveries.announcement_id
    cross join ship.push_policy
    where deliveries.id = v_run.delivery_id
      and announcements.announced_at + push_policy.delivery_life <= clock_timestamp()
  ) then
    raise exception using
      errcode = 'PT409',
      message = 'run_expired',
      detail  = format('the notification of run %s has expired', v_run.id),
      hint    = 'ship.reannounce tells the present build.';
  end if;

  update ship.push_runs
  set
    state = 'running',
    -- nobody was asked: from the first device, and as far as there are any
    cursor_id = case when v_run.stop_reason = 'devices_missed' then 0 else push_runs.cursor_id end,
    bound_id = case
      when v_run.stop_reason = 'devices_missed'
        then greatest(push_runs.bound_id, (select max(devices.id) from ship.device_push_tokens as devices))
      else push_runs.bound_id
    end,
    stop_reason = null,
    stop_detail = null,
    finished_at = null,
    mature_answer_count = 0,
    mature_refusal_count = 0
  where push_runs.id = v_run.id;

  -- slices that were given up are taken over from where they stood
  update ship.push_batches
  set state = 'leased', lease_token = gen_random_uuid(), leased_until = clock_timestamp(), finished_at = null
  where push_batches.run_id = v_run.id
    and push_batches.state = 'abandoned';

  -- what the breakers' reasons failed is asked again: the cause is said to be fixed
  update ship.push_failures
  set retry_at = clock_timestamp()
  where push_failures.run_id = v_run.id
    and push_failures.retry_at is null
    and push_failures.batch_id is null
    and (
      push_failures.reason in ('BadDeviceToken', 'DeviceTokenNotForTopic')
      or (push_failures.status = 410 and v_run.stop_reason = 'too_many_deactivations')
    );

  update ship.deliveries
  set state = 'pending', last_error = null, finished_at = null
  where deliveries.id = v_run.delivery_id
    and deliveries.state in ('failed', 'skipped');

  insert into ship_private.audit_inbox (actor, action, subject, detail)
  values (
    ship_private.current_actor(), 'push_run.resumed', v_run.component_key,
    jsonb_build_object('run', v_run.id, 'topic', v_run.topic, 'apns_environment', v_run.apns_environment, 'reason', v_run.stop_reason)
  );
  perform ship_private.call_functions(array['push'], 'hint');
end;
$$;

revoke all on function ship_private.resume_push_run(bigint) from public, anon, authenticated, service_role;
grant execute on function ship_private.resume_push_run(bigint) to service_role;

comment on function ship_private.resume_push_run(bigint) is
  'A stopped run goes on where it stopped, and asks again whom the breakers'' reasons failed. Refused once a later announcement exists.';
