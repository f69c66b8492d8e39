create function ship.claim_store_looks(
  max_count integer default 10
)
returns jsonb
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return ship_private.claim_store_looks(
    claim_store_looks.max_count
  );
exception
  -- without Postgres' detail, which shows the row
  when integrity_constraint_violation then
    raise exception using errcode = sqlstate, message = sqlerrm;
end;
$$;

revoke all on function ship.claim_store_looks(integer) from public, anon, authenticated, service_role;
grant execute on function ship.claim_store_looks(integer) to service_role;

comment on function ship.claim_store_looks(integer) is
  'Leases the apps that are to be looked up in the store now.';
