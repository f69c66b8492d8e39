create function ship.ship_status(environment text default 'production')
returns jsonb
language sql
stable
security invoker
set search_path = ''
return ship_private.ship_status(ship_status.environment);

revoke all on function ship.ship_status(text) from public, anon, authenticated, service_role;
grant execute on function ship.ship_status(text) to service_role;

comment on function ship.ship_status(text) is
  'What the command line shows: components, unfinished ships, leases, open announcements, transports.';
