create function ship_private.renew_lease(ship uuid, token bigint)
returns jsonb
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- definer: because ships are written by nobody directly
declare
  v_ship ship.ships := ship_private.renew_ship_leases(renew_lease.ship, renew_lease.token);
begin
  return jsonb_build_object('held', v_ship.id is not null, 'expires_at', v_ship.lease_expires_at);
end;
$$;

revoke all on function ship_private.renew_lease(uuid, bigint) from public, anon, authenticated, service_role;
grant execute on function ship_private.renew_lease(uuid, bigint) to service_role;

comment on function ship_private.renew_lease(uuid, bigint) is
  'The heartbeat: renews every lease of the ship, also past its time if nobody took any of them; else held is false.';
