create function ship.send_ping()
returns uuid
language sql
volatile
security invoker
set search_path = ''
return ship_private.send_ping();

revoke all on function ship.send_ping() from public, anon, authenticated, service_role;
grant execute on function ship.send_ping() to service_role;

comment on function ship.send_ping() is 'Sends a nonce along the path that wakes the functions.';
