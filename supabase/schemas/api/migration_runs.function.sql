create function ship.migration_runs(environment text)
returns jsonb
language sql
stable
security invoker
set search_path = ''
return ship_private.migration_runs(migration_runs.environment);

revoke all on function ship.migration_runs(text) from public, anon, authenticated, service_role;
grant execute on function ship.migration_runs(text) to service_role;

comment on function ship.migration_runs(text) is 'What was tried and applied in an environment, the newest first.';
