create function ship_private.finish_ship(ship uuid, token bigint, outcome text, reason text)
returns boolean
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- definer: because ships are written by nobody directly
declare
  v_ship ship.ships;
begin
  perform ship_private.lock_ships();
  select *
  into v_ship
  from ship.ships
  where ships.id = finish_ship.ship
    and ships.token = finish_ship.token
  for update;

  if v_ship.outcome = finish_ship.outcome then
    return false;
  end if;
  if v_ship.id is null or v_ship.outcome is not null then
    perform ship_private.raise_lease_lost(finish_ship.ship);
  end if;
  perform ship_private.end_ship(v_ship, finish_ship.outcome, finish_ship.reason);
  return true;
end;
$$;

revoke all on function ship_private.finish_ship(uuid, bigint, text, text) from public, anon, authenticated, service_role;
grant execute on function ship_private.finish_ship(uuid, bigint, text, text) to service_role;

comment on function ship_private.finish_ship(uuid, bigint, text, text) is
  'The holder ends its ship (done, or abandoned with a reason) and gives everything back; false when it had already ended so.';
