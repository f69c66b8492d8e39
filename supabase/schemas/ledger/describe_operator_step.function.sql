create function ship_private.describe_operator_step(step ship.operator_steps)
returns jsonb
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  return jsonb_build_object(
    'id', describe_operator_step.step.id,
    'title', describe_operator_step.step.title,
    'detail', describe_operator_step.step.detail,
    'environment', describe_operator_step.step.environment,
    'component', describe_operator_step.step.component_key,
    'opened_by', describe_operator_step.step.opened_by,
    'opened_at', describe_operator_step.step.opened_at,
    'done_by', describe_operator_step.step.done_by,
    'done_at', describe_operator_step.step.done_at,
    'note', describe_operator_step.step.note
  );
end;
$$;

revoke all on function ship_private.describe_operator_step(ship.operator_steps) from public, anon, authenticated, service_role;

comment on function ship_private.describe_operator_step(ship.operator_steps) is 'A step of the ledger as callers see it.';
