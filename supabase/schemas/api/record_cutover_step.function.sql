create function ship.record_cutover_step(
  environment text,
  promotion uuid,
  host text,
  step text,
  actor text default null
)
returns jsonb
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return ship_private.record_cutover_step(
    record_cutover_step.environment,
    record_cutover_step.promotion,
    record_cutover_step.host,
    record_cutover_step.step,
    record_cutover_step.actor
  );
exception
  -- without Postgres' detail, which shows the row
  when integrity_constraint_violation then
    raise exception using errcode = sqlstate, message = sqlerrm;
end;
$$;

revoke all on function ship.record_cutover_step(text, uuid, text, text, text) from public, anon, authenticated, service_role;
grant execute on function ship.record_cutover_step(text, uuid, text, text, text) to service_role;

comment on function ship.record_cutover_step(text, uuid, text, text, text) is
  'Records a step of a host at a cutover: fetch, then checkout, then reset.';
