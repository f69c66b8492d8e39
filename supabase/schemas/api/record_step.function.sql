create function ship.record_step(ship uuid, token bigint, step text, state text, detail jsonb default '{}')
returns boolean
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return ship_private.record_step(
    record_step.ship,
    record_step.token,
    record_step.step,
    record_step.state,
    record_step.detail
  );
exception
  -- without Postgres' detail, which shows the row
  when integrity_constraint_violation then
    raise exception using errcode = sqlstate, message = sqlerrm;
end;
$$;

revoke all on function ship.record_step(uuid, bigint, text, text, jsonb) from public, anon, authenticated, service_role;
grant execute on function ship.record_step(uuid, bigint, text, text, jsonb) to service_role;

comment on function ship.record_step(uuid, bigint, text, text, jsonb) is
  'Journals a step of a ship that still holds its leases.';
