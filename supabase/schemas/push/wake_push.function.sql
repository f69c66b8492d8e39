create function ship_private.wake_push()
returns void
language sql
volatile
security definer -- definer: because the caller need not have rights on the vault
set search_path = ''
return ship_private.call_functions(array['push'], 'hint');

revoke all on function ship_private.wake_push() from public, anon, authenticated, service_role;
grant execute on function ship_private.wake_push() to service_role;

comment on function ship_private.wake_push() is 'A worker whose budget is used up asks for its successor.';
