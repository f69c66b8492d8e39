create function ship_private.lock_ships()
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  -- The key is arbitrary; it only has to be the same everywhere.
  perform pg_catalog.pg_advisory_xact_lock(7547, 5);
end;
$$;

revoke all on function ship_private.lock_ships() from public, anon, authenticated, service_role;

comment on function ship_private.lock_ships() is
  'Whoever takes or gives back a lease is alone until commit; heartbeats and steps need only the row of their ship.';
