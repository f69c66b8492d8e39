create function ship.record_migration_run(
  environment text,
  digest text,
  files jsonb,
  is_dry_run boolean,
  outcome text,
  ms integer,
  phase text default 'all',
  applied_count integer default 0,
  code text default null,
  sha text default null,
  actor text default null
)
returns jsonb
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return ship_private.record_migration_run(
    record_migration_run.environment,
    record_migration_run.digest,
    record_migration_run.files,
    record_migration_run.is_dry_run,
    record_migration_run.phase,
    record_migration_run.applied_count,
    record_migration_run.outcome,
    record_migration_run.code,
    record_migration_run.ms,
    record_migration_run.sha,
    record_migration_run.actor
  );
exception
  -- without Postgres' detail, which shows the row
  when integrity_constraint_violation then
    raise exception using errcode = sqlstate, message = sqlerrm;
end;
$$;

revoke all on function ship.record_migration_run(text, text, jsonb, boolean, text, integer, text, integer, text, text, text)
  from public, anon, authenticated, service_role;
grant execute on function ship.record_migration_run(text, text, jsonb, boolean, text, integer, text, integer, text, text, text)
  to service_role;

comment on function ship.record_migration_run(text, text, jsonb, boolean, text, integer, text, integer, text, text, text) is
  'Records a dry run of an environment''s pending migrations, or a run that applied some of them.';
