create function ship.release_status(component text default null)
returns jsonb
language sql
stable
security invoker
set search_path = ''
return ship_private.release_status(release_status.component);

revoke all on function ship.release_status(text) from public, anon, authenticated, service_role;
grant execute on function ship.release_status(text) to service_role;

comment on function ship.release_status(text) is
  'Releases of a component or of all, the highest version first, with floats, back-merges and findings.';
