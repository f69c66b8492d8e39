create function ship_private.migration_runs(environment text)
returns jsonb
language plpgsql
stable
security definer
set search_path = ''
as $$
-- definer: because describing a run is nobody's right
declare
  -- what a promotion looks through; older ones are in the table
  c_shown constant integer := 100;
begin
  return (
    select coalesce(jsonb_agg(ship_private.describe_migration_run(last_runs.*::ship.migration_runs) order by last_runs.id desc), '[]')
    from (
      select runs.*
      from ship.migration_runs as runs
      where runs.environment = migration_runs.environment
      order by runs.id desc
      limit c_shown
    ) as last_runs
  );
end;
$$;

revoke all on function ship_private.migration_runs(text) from public, anon, authenticated, service_role;
grant execute on function ship_private.migration_runs(text) to service_role;

comment on function ship_private.migration_runs(text) is 'The last hundred dry runs and runs of an environment, the newest first.';
