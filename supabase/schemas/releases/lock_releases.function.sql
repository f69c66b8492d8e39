create function ship_private.lock_releases()
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  -- The key is arbitrary; it only has to be the same everywhere.
  perform pg_catalog.pg_advisory_xact_lock(7547, 6);
end;
$$;

revoke all on function ship_private.lock_releases() from public, anon, authenticated, service_role;

comment on function ship_private.lock_releases() is
  'Whoever writes down something of releases is alone until commit, so that the order of versions is judged by rows that stay.';
