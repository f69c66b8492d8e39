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
  if v_run.stop_reason in ('halted', 'withdrawn') then
    raise exception using
      errcode = 'PT409',
      message = 'rollout_halted',
      detail  = format('run %s ended with the rollout of build %s: %s', v_run.id, v_run.build, v_run.stop_reason),
      hint    = 'ship.resume_rollout goes on with a rollout that is halted; a withdrawn build is told to nobody.';
  end if;
  if v_run.stop_reason = 'project_adopted' then
    raise exception using
      errcode = 'PT409',
      message = 'run_of_another_home',
      detail  = format('run %s was under way where these rows come from, which may have told newer builds since', v_run.id),
      hint    = 'ship.reannounce tells the present build.';
  end if;
  if not exists (
    select
    from ship.deliveries
    join ship.transports on transports.transport = deliveries.transport
    where deliveries.id = v_run.delivery_id
      and transports.is_on
  ) then
    raise exception using
      errcode = 'PT409',
      message = 'transport_off',
      detail  = format('the transport of run %s is switched off', v_run.id),
      hint    = 'Switch it on first: update ship.transports set is_on = true where transport = ''apns'';';
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

  if v_run.life_since + (select push_policy.delivery_life from ship.push_policy) <= clock_timestamp() then
    raise exception using
      errcode = 'PT409',
      message = 'run_expired',
      detail  = format('the notification of run %s has expired', v_run.id),
      hint    = 'ship.reannounce tells the present build.';
  end if;

  perform ship_private.continue_run(v_run);
  perform ship_private.call_functions(array['push'], 'hint');
end;
$$;

revoke all on function ship_private.resume_push_run(bigint) from public, anon, authenticated, service_role;
grant execute on function ship_private.resume_push_run(bigint) to service_role;

comment on function ship_private.resume_push_run(bigint) is
  'A stopped run goes on where it stopped, and asks again whom the breakers'' reasons failed. Refused once a later announcement exists.';
