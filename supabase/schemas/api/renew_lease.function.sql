create function ship.renew_lease(ship uuid, token bigint)
returns jsonb
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return ship_private.renew_lease(renew_lease.ship, renew_lease.token);
exception
  -- without Postgres' detail, which shows the row
  when integrity_constraint_violation then
    raise exception using errcode = sqlstate, message = sqlerrm;
end;
$$;

revoke all on function ship.renew_lease(uuid, bigint) from public, anon, authenticated, service_role;
grant execute on function ship.renew_lease(uuid, bigint) to service_role;

comment on function ship.renew_lease(uuid, bigint) is
  'The heartbeat of a ship: whether it still holds everything, and until when.';
