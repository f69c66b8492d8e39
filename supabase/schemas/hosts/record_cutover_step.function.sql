create function ship_private.record_cutover_step(environment text, promotion uuid, host text, step text, actor text)
returns jsonb
language plpgsql
volatile
security definer
set search_path = ''
as $$
#variable_conflict use_column
-- definer: because steps of a cutover are written by nobody directly
declare
  v_step ship.cutover_steps;
  v_other text;
begin
  -- the key is arbitrary; the steps of a cutover wait for each other
  perform pg_catalog.pg_advisory_xact_lock(7549, pg_catalog.hashtext(record_cutover_step.promotion::text));
  select cutover_steps.environment
  into v_other
  from ship.cutover_steps
  where cutover_steps.promotion = record_cutover_step.promotion
    and cutover_steps.environment <> record_cutover_step.environment
  limit 1;
  if found then
    raise exception using
      errcode = 'PT409',
      message = 'cutover_elsewhere',
      detail  = format('the cutover %s is of %s, not of %s', record_cutover_step.promotion, v_other, left(record_cutover_step.environment, 48)),
      hint    = 'Name the promotion of this environment.';
  end if;

  perform ship_private.act_as(record_cutover_step.actor);
  begin
    insert into ship.cutover_steps as known (promotion, host, step, environment, actor)
    values (
      record_cutover_step.promotion, record_cutover_step.host, record_cutover_step.step, record_cutover_step.environment,
      left(ship_private.current_actor(), 200)
    )
    on conflict (promotion, host, step) do nothing
    returning * into v_step;
  exception
    when foreign_key_violation then
      raise exception using
        errcode = 'PT409',
        message = 'cutover_step_out_of_order',
        detail  = format('%s has not come to %s yet', record_cutover_step.host, record_cutover_step.step),
        hint    = 'The order is fetch, checkout, reset. Record the step before, once it is done.';
  end;
  if v_step.step is not null then
    insert into ship_private.audit_inbox (actor, action, subject, detail)
    values (
      ship_private.current_actor(), 'cutover.' || v_step.step, v_step.environment || '/' || v_step.host,
      jsonb_build_object('promotion', v_step.promotion)
    );
  end if;
  perform ship_private.act_as(null);

  return (
    select jsonb_build_object(
      'environment', cutover_steps.environment,
      'promotion', cutover_steps.promotion,
      'host', cutover_steps.host,
      'step', cutover_steps.step,
      'actor', cutover_steps.actor,
      'done_at', cutover_steps.done_at,
      'is_new', v_step.step is not null
    )
    from ship.cutover_steps
    where cutover_steps.promotion = record_cutover_step.promotion
      and cutover_steps.host = record_cutover_step.host
      and cutover_steps.step = record_cutover_step.step
  );
end;
$$;

revoke all on function ship_private.record_cutover_step(text, uuid, text, text, text) from public, anon, authenticated, service_role;
grant execute on function ship_private.record_cutover_step(text, uuid, text, text, text) to service_role;

comment on function ship_private.record_cutover_step(text, uuid, text, text, text) is
  'A step of a host''s cutover, by whom: fetch, checkout, reset, in this order. One that was recorded before stays as it was.';
