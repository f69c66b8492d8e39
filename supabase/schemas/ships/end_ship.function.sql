create function ship_private.end_ship(ship ship.ships, outcome text, reason text, more jsonb default '{}')
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  v_ship ship.ships;
begin
  update ship.ships
  set
    outcome = end_ship.outcome,
    reason = nullif(btrim(end_ship.reason), ''),
    finished_at = clock_timestamp(),
    lease_expires_at = least(ships.lease_expires_at, clock_timestamp())
  where ships.id = end_ship.ship.id
  returning * into v_ship;

  perform ship_private.abandon_deployments(v_ship.id);
  perform ship_private.abandon_promotion(v_ship.id);
  delete from ship.ship_leases
  where ship_leases.ship_id = v_ship.id;
  perform ship_private.audit_ship(
    v_ship,
    case v_ship.outcome when 'done' then 'ship.finished' else 'ship.abandoned' end,
    jsonb_build_object('reason', v_ship.reason) || end_ship.more
  );
end;
$$;

revoke all on function ship_private.end_ship(ship.ships, text, text, jsonb) from public, anon, authenticated, service_role;

comment on function ship_private.end_ship(ship.ships, text, text, jsonb) is 'Writes how a ship ended, frees what it held and chains it.';
