create function ship.claim_push_batch()
returns json
language sql
volatile
security invoker
set search_path = ''
return ship_private.claim_push_batch();

revoke all on function ship.claim_push_batch() from public, anon, authenticated, service_role;
grant execute on function ship.claim_push_batch() to service_role;

comment on function ship.claim_push_batch() is
  'Leases the next batch of devices, or null.';
