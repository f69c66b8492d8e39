create function ship_private.declare_jobs(jobs jsonb, commit_sha text, actor text)
returns jsonb
language plpgsql
volatile
security definer
set search_path = ''
as $$
#variable_conflict use_column
-- definer: because jobs are written by nobody directly
declare
  v_wanted jsonb := ship_private.parse_jobs(declare_jobs.jobs);
  v_actor text := coalesce(left(nullif(btrim(declare_jobs.actor), ''), 200), ship_private.current_actor());
  v_now timestamptz;
  v_before jsonb;
  v_changed jsonb;
  v_gone jsonb;
  v_was_ill boolean;
  v_constraint text;
  v_column text;
begin
  -- two that declare at once come one after the other
  lock table ship.jobs in share row exclusive mode;
  v_now := clock_timestamp();
  select coalesce(jsonb_object_agg(known.key, ship_private.job_definition(known)), '{}'), coalesce(bool_or(known.state in ('missed', 'failed')), false)
  into v_before, v_was_ill
  from ship.jobs as known;

  begin
    delete from ship.jobs as known
    where known.key not in (select wanted.value ->> 'key' from jsonb_array_elements(v_wanted) as wanted);
    insert into ship.jobs as known (key, cron, tz, grace, position, next_due_at, commit_sha, declared_by, declared_at)
    select
      wanted.value ->> 'key', wanted.value ->> 'cron', wanted.value ->> 'tz', (wanted.value ->> 'grace')::interval, wanted.ordinality,
      ship_private.next_run(wanted.value ->> 'cron', wanted.value ->> 'tz', v_now), declare_jobs.commit_sha, v_actor, v_now
    from jsonb_array_elements(v_wanted) with ordinality as wanted (value, ordinality)
    where v_before -> (wanted.value ->> 'key') is distinct from wanted.value
    -- what it said stays; what it owes is counted anew
    on conflict (key) do update
    set
      cron = excluded.cron,
      tz = excluded.tz,
      grace = excluded.grace,
      next_due_at = excluded.next_due_at,
      state = case when known.state = 'missed' then 'waiting' else known.state end,
      missed_since = null,
      missed_count = 0,
      commit_sha = excluded.commit_sha,
      declared_by = excluded.declared_by,
      declared_at = excluded.declared_at;
  exception
    when check_violation or not_null_violation or invalid_parameter_value or invalid_datetime_format or datetime_field_overflow then
      get stacked diagnostics v_constraint = constraint_name, v_column = column_name;
      raise exception using
        errcode = 'PT422',
        message = 'jobs_invalid',
        detail  = coalesce(nullif(v_constraint, ''), nullif(v_column, ''), sqlerrm),
        hint    = 'Nothing was changed. Correct what is named in version.json.';
  end;
  update ship.jobs
  set position = wanted.ordinality
  from jsonb_array_elements(v_wanted) with ordinality as wanted (value, ordinality)
  where jobs.key = wanted.value ->> 'key'
    and jobs.position <> wanted.ordinality;

  select coalesce(jsonb_object_agg(known.key, ship_private.job_definition(known)), '{}')
  into v_changed
  from ship.jobs as known
  where v_before -> known.key is distinct from ship_private.job_definition(known);
  select jsonb_agg(gone.key order by gone.key)
  into v_gone
  from jsonb_object_keys(v_before) as gone (key)
  where gone.key not in (select known.key from ship.jobs as known);

  if v_changed = '{}' and v_gone is null then
    return jsonb_build_object('changed', false);
  end if;
  perform ship_private.audit_environment(
    v_actor, 'jobs.declared', 'jobs', jsonb_build_object('commit_sha', declare_jobs.commit_sha, 'changed', v_changed, 'gone', v_gone)
  );
  -- one that is not asked for any more, or by another clock, is not missed
  if v_was_ill then
    perform ship_private.report_jobs(v_actor);
  end if;
  return jsonb_build_object('changed', true);
end;
$$;

revoke all on function ship_private.declare_jobs(jsonb, text, text) from public, anon, authenticated, service_role;
grant execute on function ship_private.declare_jobs(jsonb, text, text) to service_role;

comment on function ship_private.declare_jobs(jsonb, text, text) is
  'All jobs as version.json has them, in the place of those before; what changed is chained. The same twice changes nothing.';
