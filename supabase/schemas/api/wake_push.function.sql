create function ship.wake_push()
returns void
language sql
volatile
security invoker
set search_path = ''
return ship_private.wake_push();

revoke all on function ship.wake_push() from public, anon, authenticated, service_role;
grant execute on function ship.wake_push() to service_role;

comment on function ship.wake_push() is
  'Asks for a successor worker.';
