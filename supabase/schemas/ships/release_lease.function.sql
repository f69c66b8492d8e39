create function ship_private.release_lease(ship uuid, token bigint, name text)
returns boolean
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- definer: because leases are written by nobody directly
declare
  v_ship_id uuid;
begin
  perform ship_private.lock_ships();
  -- without a name the holder leaves for good: whoever resumes the ship need not wait for its time to end
  update ship.ships
  set
    token = case when release_lease.name is not null then ships.token end,
    lease_expires_at = case when release_lease.name is null then clock_timestamp() else ships.lease_expires_at end
  where ships.id = release_lease.ship
    and ships.token = release_lease.token
    and ships.finished_at is null
  returning ships.id into v_ship_id;

  delete from ship.ship_leases
  where ship_leases.ship_id = v_ship_id
    and (release_lease.name is null or ship_leases.name = release_lease.name);
  return found;
end;
$$;

revoke all on function ship_private.release_lease(uuid, bigint, text) from public, anon, authenticated, service_role;
grant execute on function ship_private.release_lease(uuid, bigint, text) to service_role;

comment on function ship_private.release_lease(uuid, bigint, text) is
  'Gives one lease back, or leaves the ship to whoever resumes it when no name is given; false when it was not held.';
