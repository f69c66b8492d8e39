create function ship_private.open_step(title text, detail text, environment text, component text, actor text)
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
  v_is_new boolean;
begin
  perform ship_private.lock_ledger();
  perform ship_private.act_as(open_step.actor);
  insert into ship.operator_steps (title, detail, environment, component_key, opened_by)
  values (
    btrim(open_step.title), nullif(btrim(open_step.detail), ''), open_step.environment, open_step.component, ship_private.current_actor()
  )
  on conflict (title, environment, component_key) where done_at is null do nothing
  returning * into v_step;
  v_is_new := found;
  if v_is_new then
    perform ship_private.audit_operator_step(v_step, 'step.opened');
  else
    select *
    into strict v_step
    from ship.operator_steps
    where operator_steps.title = btrim(open_step.title)
      and operator_steps.environment is not distinct from open_step.environment
      and operator_steps.component_key is not distinct from open_step.component
      and operator_steps.done_at is null;
  end if;
  perform ship_private.act_as(null);
  return ship_private.describe_operator_step(v_step) || jsonb_build_object('is_new', v_is_new);
end;
$$;

revoke all on function ship_private.open_step(text, text, text, text, text) from public, anon, authenticated, service_role;
grant execute on function ship_private.open_step(text, text, text, text, text) to service_role;

comment on function ship_private.open_step(text, text, text, text, text) is
  'Opens a step that somebody has to do by hand. One that is open already under this title, environment and component is answered with is_new false.';
