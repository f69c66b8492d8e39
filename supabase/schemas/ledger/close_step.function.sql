create function ship_private.close_step(step bigint, note text, actor text)
returns jsonb
language plpgsql
volatile
security definer
set search_path = ''
as $$
#variable_conflict use_column
-- definer: because the ledger is written by nobody directly
declare
  v_step ship.operator_steps;
begin
  perform ship_private.lock_ledger();
  select *
  into v_step
  from ship.operator_steps
  where operator_steps.id = close_step.step;
  if not found then
    raise exception using
      errcode = 'PT404',
      message = 'step_unknown',
      detail  = format('the ledger has no step %s', close_step.step),
      hint    = 'slipway ops list shows those that are open.';
  end if;
  -- who confirmed first did
  if v_step.done_at is not null then
    return ship_private.describe_operator_step(v_step) || jsonb_build_object('is_new', false);
  end if;

  perform ship_private.act_as(close_step.actor);
  update ship.operator_steps
  set
    done_by = ship_private.current_actor(),
    done_at = clock_timestamp(),
    note = nullif(btrim(close_step.note), '')
  where operator_steps.id = v_step.id
  returning * into v_step;
  perform ship_private.audit_operator_step(v_step, 'step.done');
  perform ship_private.act_as(null);
  return ship_private.describe_operator_step(v_step) || jsonb_build_object('is_new', true);
end;
$$;

revoke all on function ship_private.close_step(bigint, text, text) from public, anon, authenticated, service_role;
grant execute on function ship_private.close_step(bigint, text, text) to service_role;

comment on function ship_private.close_step(bigint, text, text) is
  'Somebody confirms that a step is done. One that is done already stays as it is, and is answered with is_new false.';
