create function ship_private.accept_deactivations(run_id bigint, reason text)
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  v_run ship.push_runs;
begin
  if (btrim(accept_deactivations.reason) <> '') is not true then
    raise exception using
      errcode = 'PT422',
      message = 'reason_missing',
      detail  = 'many devices that end at once need a reason',
      hint    = 'Say why they are really gone; it stays in the audit log.';
  end if;
  select * into v_run from ship.push_runs where push_runs.id = accept_deactivations.run_id for update;
  if v_run.stop_reason <> 'too_many_deactivations' then
    raise exception using
      errcode = 'PT409',
      message = 'deactivations_not_doubted',
      detail  = format('run %s stopped for another reason: %s', v_run.id, v_run.stop_reason),
      hint    = 'Fix that, then ship.resume_push_run.';
  end if;
  -- refuses what there is not, and what can't go on
  perform ship_private.resume_push_run(accept_deactivations.run_id);
  update ship.push_runs
  set has_accepted_deactivations = true
  where push_runs.id = v_run.id;

  insert into ship_private.audit_inbox (actor, action, subject, detail)
  values (
    ship_private.current_actor(), 'push_run.deactivations_accepted', v_run.component_key,
    jsonb_build_object('run', v_run.id, 'reason', btrim(accept_deactivations.reason))
  );
end;
$$;

revoke all on function ship_private.accept_deactivations(bigint, text) from public, anon, authenticated, service_role;

comment on function ship_private.accept_deactivations(bigint, text) is
  'Resumes a run that stopped for too_many_deactivations, and believes its deaths from now on. For an owner of the database: a secret key must not be enough.';
