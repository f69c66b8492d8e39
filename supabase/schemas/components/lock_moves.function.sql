-- The two sides of one advisory lock: registrations share it, moves exclude it. So whoever moves a build has waited for
-- every registration that read the older one, and identity values up to the sequence's last are all visible.
-- The key is arbitrary; it only has to be the same everywhere.
create function ship_private.lock_moves()
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  perform pg_catalog.pg_advisory_xact_lock(7547, 1);
end;
$$;

create function ship_private.lock_registrations()
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  perform pg_catalog.pg_advisory_xact_lock_shared(7547, 1);
end;
$$;

revoke all on function ship_private.lock_moves() from public, anon, authenticated, service_role;
revoke all on function ship_private.lock_registrations() from public, anon, authenticated, service_role;

comment on function ship_private.lock_moves() is 'Waits for registrations in progress and holds new ones back until this move commits.';
comment on function ship_private.lock_registrations() is 'Holds a move back until this registration commits.';
