create function ship.sweep()
returns jsonb
language sql
volatile
security invoker
set search_path = ''
return ship_private.sweep();

revoke all on function ship.sweep() from public, anon, authenticated, service_role;
grant execute on function ship.sweep() to service_role;

comment on function ship.sweep() is
  'The guarantee, every 10 s by pg_cron: whatever is due is called for.';
