create function ship_private.lock_keys()
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  -- The key is arbitrary; it only has to be the same everywhere.
  perform pg_catalog.pg_advisory_xact_lock(7547, 52);
end;
$$;

revoke all on function ship_private.lock_keys() from public, anon, authenticated, service_role;

comment on function ship_private.lock_keys() is
  'Whoever changes keys or their rotations is alone until commit: what was looked at is still so when it is acted upon.';
