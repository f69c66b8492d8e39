create function ship.key_status(name text default null)
returns jsonb
language sql
stable
security invoker
set search_path = ''
return ship_private.key_status(key_status.name);

revoke all on function ship.key_status(text) from public, anon, authenticated, service_role;
grant execute on function ship.key_status(text) to service_role;

comment on function ship.key_status(text) is
  'The keys that live, when each was last used, rotations that are open, and when the next ones are due.';
