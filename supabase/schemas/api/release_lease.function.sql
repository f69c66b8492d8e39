create function ship.release_lease(ship uuid, token bigint, name text default null)
returns boolean
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return ship_private.release_lease(release_lease.ship, release_lease.token, release_lease.name);
exception
  -- without Postgres' detail, which shows the row
  when integrity_constraint_violation then
    raise exception using errcode = sqlstate, message = sqlerrm;
end;
$$;

revoke all on function ship.release_lease(uuid, bigint, text) from public, anon, authenticated, service_role;
grant execute on function ship.release_lease(uuid, bigint, text) to service_role;

comment on function ship.release_lease(uuid, bigint, text) is
  'Gives one lease of a ship back, or leaves it.';
