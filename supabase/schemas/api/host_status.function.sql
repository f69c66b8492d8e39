create function ship.host_status(environment text default null, declared jsonb default '{}')
returns jsonb
language sql
stable
security invoker
set search_path = ''
return ship_private.host_status(host_status.environment, host_status.declared);

revoke all on function ship.host_status(text, jsonb) from public, anon, authenticated, service_role;
grant execute on function ship.host_status(text, jsonb) to service_role;

comment on function ship.host_status(text, jsonb) is
  'What every host runs, and where that is not what is declared.';
