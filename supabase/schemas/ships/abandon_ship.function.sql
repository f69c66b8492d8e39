create function ship_private.abandon_ship(ship uuid, holder text, reason text, force boolean)
returns boolean
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- definer: because ships are written by nobody directly
declare
  v_ship ship.ships;
  v_before ship.ships;
begin
  if (btrim(abandon_ship.reason) <> '') is not true then
    raise exception using
      errcode = 'PT422',
      message = 'reason_missing',
      detail  = 'abandoning a ship needs a reason',
      hint    = 'Say why; it stays in the audit log.';
  end if;
  perform ship_private.lock_ships();
  select * into v_ship from ship.ships where ships.id = abandon_ship.ship for update;

  if v_ship.outcome = 'abandoned' then
    return false;
  end if;
  if v_ship.id is null or v_ship.outcome is not null then
    perform ship_private.raise_lease_lost(abandon_ship.ship);
  end if;
  if v_ship.lease_expires_at > clock_timestamp() and abandon_ship.force is not true then
    perform ship_private.raise_lease_held(
      ship_private.describe_holder(v_ship, ship_private.component_lease(v_ship, v_ship.component_key), v_ship.environment)
    );
  end if;

  v_before := v_ship;
  -- a holder that is only slow hears it from its next call
  update ship.ships
  set token = null, holder = abandon_ship.holder
  where ships.id = v_ship.id
  returning ships.* into v_ship;
  perform ship_private.end_ship(
    v_ship, 'abandoned', abandon_ship.reason,
    jsonb_build_object('from_holder', v_before.holder, 'was_alive', v_before.lease_expires_at > clock_timestamp())
  );
  return true;
end;
$$;

revoke all on function ship_private.abandon_ship(uuid, text, text, boolean) from public, anon, authenticated, service_role;
grant execute on function ship_private.abandon_ship(uuid, text, text, boolean) to service_role;

comment on function ship_private.abandon_ship(uuid, text, text, boolean) is
  'Anybody ends a ship whose holder is gone (with force also a living one), with a reason; false when it was abandoned before.';
