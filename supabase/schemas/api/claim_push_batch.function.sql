create function ship.claim_push_batch(worker text default null)
returns json
language sql
volatile
security invoker
set search_path = ''
return ship_private.claim_push_batch(claim_push_batch.worker);

revoke all on function ship.claim_push_batch(text) from public, anon, authenticated, service_role;
grant execute on function ship.claim_push_batch(text) to service_role;

comment on function ship.claim_push_batch(text) is
  'Leases the next batch of devices, or null.';
