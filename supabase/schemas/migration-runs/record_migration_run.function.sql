create function ship_private.record_migration_run(
  environment text,
  digest text,
  files jsonb,
  is_dry_run boolean,
  phase text,
  applied_count integer,
  outcome text,
  code text,
  ms integer,
  sha text,
  actor text
)
returns jsonb
language plpgsql
volatile
security definer
set search_path = ''
as $$
#variable_conflict use_column
-- definer: because runs are written by nobody directly
declare
  v_run ship.migration_runs;
begin
  perform ship_private.act_as(record_migration_run.actor);
  insert into ship.migration_runs (environment, digest, files, is_dry_run, phase, applied_count, outcome, code, ms, sha, actor)
  values (
    record_migration_run.environment, record_migration_run.digest, record_migration_run.files, record_migration_run.is_dry_run,
    record_migration_run.phase, record_migration_run.applied_count, record_migration_run.outcome, record_migration_run.code,
    record_migration_run.ms, record_migration_run.sha, coalesce(record_migration_run.actor, ship_private.current_actor())
  )
  returning * into v_run;

  insert into ship_private.audit_inbox (actor, action, subject, detail)
  values (
    ship_private.current_actor(),
    case when v_run.is_dry_run then 'migration.dry_run' when v_run.outcome = 'done' then 'migration.applied' else 'migration.failed' end,
    v_run.environment,
    jsonb_strip_nulls(jsonb_build_object(
      'digest', v_run.digest,
      'files', jsonb_array_length(v_run.files),
      'phase', v_run.phase,
      'applied', v_run.applied_count,
      'code', v_run.code,
      'commit_sha', v_run.sha
    ))
  );
  perform ship_private.act_as(null);
  return ship_private.describe_migration_run(v_run);
end;
$$;

revoke all on function ship_private.record_migration_run(text, text, jsonb, boolean, text, integer, text, text, integer, text, text)
  from public, anon, authenticated, service_role;
grant execute on function ship_private.record_migration_run(text, text, jsonb, boolean, text, integer, text, text, integer, text, text)
  to service_role;

comment on function ship_private.record_migration_run(text, text, jsonb, boolean, text, integer, text, text, integer, text, text) is
  'Keeps what a dry run saw or what a run applied, and chains it. The time is the database''s.';
