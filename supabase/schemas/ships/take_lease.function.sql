create function ship_private.take_lease(ship uuid, token bigint, name text)
returns jsonb
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- definer: because leases are written by nobody directly
declare
  v_ship ship.ships;
begin
  perform ship_private.lock_ships();
  v_ship := ship_private.renew_ship_leases(take_lease.ship, take_lease.token);
  if v_ship.id is null then
    perform ship_private.raise_lease_lost(take_lease.ship);
  end if;

  perform ship_private.take_leases(v_ship, array[take_lease.name]);
  return jsonb_build_object('held', true, 'name', take_lease.name, 'expires_at', v_ship.lease_expires_at);
end;
$$;

revoke all on function ship_private.take_lease(uuid, bigint, text) from public, anon, authenticated, service_role;
grant execute on function ship_private.take_lease(uuid, bigint, text) to service_role;

comment on function ship_private.take_lease(uuid, bigint, text) is
  'One more lease for a ship, for example git:main, or lease_held naming its holder; taking it twice changes nothing.';
