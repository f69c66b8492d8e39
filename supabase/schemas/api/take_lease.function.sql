create function ship.take_lease(ship uuid, token bigint, name text)
returns jsonb
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return ship_private.take_lease(take_lease.ship, take_lease.token, take_lease.name);
exception
  -- without Postgres' detail, which shows the row
  when integrity_constraint_violation then
    raise exception using errcode = sqlstate, message = sqlerrm;
end;
$$;

revoke all on function ship.take_lease(uuid, bigint, text) from public, anon, authenticated, service_role;
grant execute on function ship.take_lease(uuid, bigint, text) to service_role;

comment on function ship.take_lease(uuid, bigint, text) is
  'One more lease for a ship, for example git:main.';
