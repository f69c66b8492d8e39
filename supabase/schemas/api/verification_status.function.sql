create function ship.verification_status(environment text default null, component text default null, most integer default 50)
returns jsonb
language sql
stable
security invoker
set search_path = ''
return ship_private.verification_status(verification_status.environment, verification_status.component, verification_status.most);

revoke all on function ship.verification_status(text, text, integer) from public, anon, authenticated, service_role;
grant execute on function ship.verification_status(text, text, integer) to service_role;

comment on function ship.verification_status(text, text, integer) is
  'What each probe saw last, and the newest results first, of an environment and a component or of all.';
