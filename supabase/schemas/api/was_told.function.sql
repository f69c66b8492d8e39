create function ship.was_told(device bigint, component text, build bigint)
returns boolean
language sql
stable
security invoker
set search_path = ''
return ship_private.was_told(was_told.device, was_told.component, was_told.build);

revoke all on function ship.was_told(bigint, text, bigint) from public, anon, authenticated, service_role;
grant execute on function ship.was_told(bigint, text, bigint) to service_role;

comment on function ship.was_told(bigint, text, bigint) is
  'Whether APNs took the alert about this build for this device.';
