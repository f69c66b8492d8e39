create function ship.adoption(component text)
returns jsonb
language sql
stable
security invoker
set search_path = ''
return ship_private.adoption(adoption.component);

revoke all on function ship.adoption(text) from public, anon, authenticated, service_role;
grant execute on function ship.adoption(text) to service_role;

comment on function ship.adoption(text) is
  'Devices by channel and installed build, and how many registrations the limits refused in the last hour and day.';
