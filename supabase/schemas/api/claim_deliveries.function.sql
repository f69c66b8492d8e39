create function ship.claim_deliveries(max_count integer default 10)
returns jsonb
language sql
volatile
security invoker
set search_path = ''
return ship_private.claim_deliveries(claim_deliveries.max_count);

revoke all on function ship.claim_deliveries(integer) from public, anon, authenticated, service_role;
grant execute on function ship.claim_deliveries(integer) to service_role;

comment on function ship.claim_deliveries(integer) is
  'Leases due broadcast and chat deliveries.';
