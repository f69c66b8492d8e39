create function ship.take_lease(ship uuid, token bigint, name text)
returns jsonb
language sql
volatile
security invoker
set search_path = ''
return ship_private.take_lease(take_lease.ship, take_lease.token, take_lease.name);

revoke all on function ship.take_lease(uuid, bigint, text) from public, anon, authenticated, service_role;
grant execute on function ship.take_lease(uuid, bigint, text) to service_role;

comment on function ship.take_lease(uuid, bigint, text) is
  'One more lease for a ship, for example git:main.';
