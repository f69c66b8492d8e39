create function ship.abandon_ship(ship uuid, holder text, reason text, force boolean default false)
returns boolean
language sql
volatile
security invoker
set search_path = ''
return ship_private.abandon_ship(
  abandon_ship.ship,
  abandon_ship.holder,
  abandon_ship.reason,
  abandon_ship.force
);

revoke all on function ship.abandon_ship(uuid, text, text, boolean) from public, anon, authenticated, service_role;
grant execute on function ship.abandon_ship(uuid, text, text, boolean) to service_role;

comment on function ship.abandon_ship(uuid, text, text, boolean) is
  'Ends a ship whose holder is gone, with a reason.';
