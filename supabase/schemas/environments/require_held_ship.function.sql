create function ship_private.require_held_ship(ship uuid, token bigint, component text default null)
returns ship.ships
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  v_ship ship.ships := ship_private.renew_ship_leases(require_held_ship.ship, require_held_ship.token);
begin
  if v_ship.id is null then
    perform ship_private.raise_lease_lost(require_held_ship.ship);
  end if;
  if require_held_ship.component is not null
    and (require_held_ship.component = any (ship_private.components_of_ship(v_ship))) is not true
  then
    raise exception using
      errcode = 'PT422',
      message = 'component_not_held',
      detail  = format('ship %s does not hold %L', v_ship.id, left(require_held_ship.component, 48)),
      hint    = 'Begin the ship with every component that it moves.';
  end if;
  return v_ship;
end;
$$;

revoke all on function ship_private.require_held_ship(uuid, bigint, text) from public, anon, authenticated, service_role;

comment on function ship_private.require_held_ship(uuid, bigint, text) is
  'The ship, its leases renewed, when the caller holds it and it holds the component; else lease_lost or component_not_held.';
