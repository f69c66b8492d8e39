create function ship_private.describe_migration_run(run ship.migration_runs)
returns jsonb
language plpgsql
immutable
security invoker
set search_path = ''
as $$
begin
  return jsonb_build_object(
    'id', describe_migration_run.run.id,
    'environment', describe_migration_run.run.environment,
    'digest', describe_migration_run.run.digest,
    'files', describe_migration_run.run.files,
    'is_dry_run', describe_migration_run.run.is_dry_run,
    'phase', describe_migration_run.run.phase,
    'applied_count', describe_migration_run.run.applied_count,
    'outcome', describe_migration_run.run.outcome,
    'code', describe_migration_run.run.code,
    'ms', describe_migration_run.run.ms,
    'sha', describe_migration_run.run.sha,
    'actor', describe_migration_run.run.actor,
    'recorded_at', describe_migration_run.run.recorded_at
  );
end;
$$;

revoke all on function ship_private.describe_migration_run(ship.migration_runs) from public, anon, authenticated, service_role;

comment on function ship_private.describe_migration_run(ship.migration_runs) is 'A run of migrations as callers see it.';
