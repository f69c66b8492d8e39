create function ship.retry_deliveries()
returns integer
language sql
volatile
security invoker
set search_path = ''
return ship_private.retry_deliveries();

revoke all on function ship.retry_deliveries() from public, anon, authenticated, service_role;
grant execute on function ship.retry_deliveries() to service_role;

comment on function ship.retry_deliveries() is
  'Tries failed broadcasts and chat messages once more, when their cause is fixed.';
