create function ship_private.lock_ledger()
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  -- The key is arbitrary; it only has to be the same everywhere.
  perform pg_catalog.pg_advisory_xact_lock(7547, 48);
end;
$$;

revoke all on function ship_private.lock_ledger() from public, anon, authenticated, service_role;

comment on function ship_private.lock_ledger() is
  'Whoever opens or closes a step is alone until commit, so that a step which is found open stays it.';
