create function ship_private.audit_operator_step(step ship.operator_steps, action text)
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  insert into ship_private.audit_inbox (actor, action, subject, detail)
  values (
    ship_private.current_actor(), audit_operator_step.action, audit_operator_step.step.id::text,
    jsonb_strip_nulls(jsonb_build_object(
      'title', audit_operator_step.step.title,
      'environment', audit_operator_step.step.environment,
      'component', audit_operator_step.step.component_key,
      'note', audit_operator_step.step.note
    ))
  );
end;
$$;

revoke all on function ship_private.audit_operator_step(ship.operator_steps, text) from public, anon, authenticated, service_role;

comment on function ship_private.audit_operator_step(ship.operator_steps, text) is
  'Chains what became of a step of the ledger, in the name of whoever acts.';
