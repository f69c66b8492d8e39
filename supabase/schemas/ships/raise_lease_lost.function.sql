create function ship_private.raise_lease_lost(ship uuid)
returns void
language plpgsql
stable
security invoker
set search_path = ''
as $$
declare
  v_ship ship.ships;
begin
  select * into v_ship from ship.ships where ships.id = raise_lease_lost.ship;

  if not found then
    raise exception using
      errcode = 'PT404',
      message = 'ship_unknown',
      detail  = format('there is no ship %s', raise_lease_lost.ship),
      hint    = 'ship.ship_status() lists the unfinished ones.';
  end if;
  if v_ship.finished_at is not null then
    raise exception using
      errcode = 'PT409',
      message = 'ship_finished',
      detail  = format('ship %s of %s is %s', v_ship.id, v_ship.component_key, v_ship.outcome),
      hint    = 'Begin another one.';
  end if;
  raise exception using
    errcode = 'PT409',
    message = 'lease_lost',
    detail  = format(
      'ship %s of %s is not held with this token: %s',
      v_ship.id, v_ship.component_key,
      case
        when v_ship.token is null then 'it was given up, or past its time while another ship took what it held'
        else v_ship.holder || ' has taken it over'
      end
    ),
    hint    = 'Stop. Resume the ship once its leases are free.';
end;
$$;

revoke all on function ship_private.raise_lease_lost(uuid) from public, anon, authenticated, service_role;

comment on function ship_private.raise_lease_lost(uuid) is
  'Says why a token is not the ship''s: there is no such ship, it has ended, or somebody else has taken over.';
