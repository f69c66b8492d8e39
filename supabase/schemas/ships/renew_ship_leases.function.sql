create function ship_private.renew_ship_leases(ship uuid, token bigint)
returns ship.ships
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  v_ship ship.ships;
begin
  -- the token decides, not the time: past its lease, a ship still has what nobody took meanwhile
  update ship.ships
  set lease_expires_at = clock_timestamp() + ship_policy.lease
  from ship.ship_policy
  where ships.id = renew_ship_leases.ship
    and ships.token = renew_ship_leases.token
    and ships.finished_at is null
  returning ships.* into v_ship;
  return v_ship;
end;
$$;

revoke all on function ship_private.renew_ship_leases(uuid, bigint) from public, anon, authenticated, service_role;

comment on function ship_private.renew_ship_leases(uuid, bigint) is
  'The ship with its leases renewed and its row locked until commit, or null when the token is not its token any more.';
