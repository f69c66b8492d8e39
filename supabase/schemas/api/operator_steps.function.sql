create function ship.operator_steps(
  environment text default null,
  with_done boolean default false
)
returns jsonb
language sql
stable
security invoker
set search_path = ''
return ship_private.operator_steps(operator_steps.environment, operator_steps.with_done);

revoke all on function ship.operator_steps(text, boolean) from public, anon, authenticated, service_role;
grant execute on function ship.operator_steps(text, boolean) to service_role;

comment on function ship.operator_steps(text, boolean) is
  'Steps that people have to do by hand: those that are open, and those that are done when asked for.';
