create function ship.close_step(
  step bigint,
  note text default null,
  actor text default null
)
returns jsonb
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return ship_private.close_step(
    close_step.step,
    close_step.note,
    close_step.actor
  );
exception
  -- without Postgres' detail, which shows the row
  when integrity_constraint_violation then
    raise exception using errcode = sqlstate, message = sqlerrm;
end;
$$;

revoke all on function ship.close_step(bigint, text, text) from public, anon, authenticated, service_role;
grant execute on function ship.close_step(bigint, text, text) to service_role;

comment on function ship.close_step(bigint, text, text) is
  'Confirms that a step of the ledger is done.';
