create function ship_private.heartbeat(job text, ok boolean, ms bigint, note text)
returns jsonb
language plpgsql
volatile
security definer
set search_path = ''
as $$
#variable_conflict use_column
-- definer: because runs are written by nobody directly
declare
  -- the clock of whoever starts a job may be a little ahead
  c_early constant interval := '30 seconds';
  v_job ship.jobs;
  v_was text;
  v_now timestamptz;
begin
  -- before the row: who declares jobs holds the table, and waits for the row
  lock table ship.jobs in row exclusive mode;
  select jobs.*
  into v_job
  from ship.jobs
  where jobs.key = heartbeat.job
  for update;
  if not found then
    raise exception using
      errcode = 'PT404',
      message = 'job_unknown',
      detail  = 'no job of this name is declared',
      hint    = 'Name it in version.json as ship.jobs.<name>, then run: slipway jobs declare.';
  end if;
  v_was := v_job.state;
  v_now := clock_timestamp();

  insert into ship.job_beats (job_key, is_ok, ms, note, beat_at)
  values (
    v_job.key, coalesce(heartbeat.ok, false), heartbeat.ms,
    -- what a program says may have any length and any number of lines
    nullif(left(btrim(regexp_replace(heartbeat.note, '[[:cntrl:][:space:]]+', ' ', 'g')), 500), ''), v_now
  );
  update ship.jobs
  set
    state = case when heartbeat.ok then 'ok' else 'failed' end,
    last_beat_at = v_now,
    missed_since = null,
    missed_count = 0,
    next_due_at = ship_private.next_run(jobs.cron, ship_private.known_time_zone(jobs.tz), v_now + c_early)
  where jobs.key = v_job.key
  returning jobs.* into v_job;

  if v_job.state <> v_was and not (v_was = 'waiting' and v_job.state = 'ok') then
    perform ship_private.report_jobs('job:' || v_job.key);
  end if;
  return ship_private.describe_job(v_job);
end;
$$;

revoke all on function ship_private.heartbeat(text, boolean, bigint, text) from public, anon, authenticated, service_role;
grant execute on function ship_private.heartbeat(text, boolean, bigint, text) to service_role;

comment on function ship_private.heartbeat(text, boolean, bigint, text) is
  'A job says that it has finished, and how. One that was missed or had failed is well again with the first run that is ok.';
