create function ship.repair(project_url text, wake_token text)
returns jsonb
language sql
volatile
security invoker
set search_path = ''
return ship_private.repair(repair.project_url, repair.wake_token);

revoke all on function ship.repair(text, text) from public, anon, authenticated, service_role;
grant execute on function ship.repair(text, text) to service_role;

comment on function ship.repair(text, text) is
  'Puts the sweep''s job and the vault''s secrets back, for example after a restore.';
