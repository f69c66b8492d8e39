create function ship.claim_push_batch(worker text default null)
returns json
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return ship_private.claim_push_batch(claim_push_batch.worker);
exception
  -- without Postgres' detail, which shows the row
  when integrity_constraint_violation then
    raise exception using errcode = sqlstate, message = sqlerrm;
end;
$$;

revoke all on function ship.claim_push_batch(text) from public, anon, authenticated, service_role;
grant execute on function ship.claim_push_batch(text) to service_role;

comment on function ship.claim_push_batch(text) is
  'Leases the next batch of devices, or null.';
