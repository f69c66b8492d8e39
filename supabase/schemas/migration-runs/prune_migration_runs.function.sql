create function ship_private.prune_migration_runs()
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  -- a slice a minute, as in ship_private.prune
  c_slice constant integer := 1000;
begin
  delete from ship.migration_runs
  where migration_runs.id = any (array(
    select old.id
    from ship.migration_runs as old
    where old.recorded_at < clock_timestamp() - interval '400 days'
      and exists (
        select
        from ship.migration_runs as later
        where later.environment = old.environment
          and later.is_dry_run = old.is_dry_run
          and later.id > old.id
      )
    order by old.recorded_at
    limit c_slice
  ));
end;
$$;

revoke all on function ship_private.prune_migration_runs() from public, anon, authenticated, service_role;

comment on function ship_private.prune_migration_runs() is
  'Forgets runs after 400 days; the last dry run and the last run of each environment stay.';
