create function ship.finish_ship(ship uuid, token bigint, outcome text, reason text default null)
returns boolean
language sql
volatile
security invoker
set search_path = ''
return ship_private.finish_ship(
  finish_ship.ship,
  finish_ship.token,
  finish_ship.outcome,
  finish_ship.reason
);

revoke all on function ship.finish_ship(uuid, bigint, text, text) from public, anon, authenticated, service_role;
grant execute on function ship.finish_ship(uuid, bigint, text, text) to service_role;

comment on function ship.finish_ship(uuid, bigint, text, text) is
  'The holder ends its ship and gives everything back.';
