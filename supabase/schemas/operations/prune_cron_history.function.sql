create function ship_private.prune_cron_history()
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  -- runs of all jobs per call, by the key that pg_cron counts up
  c_slice constant integer := 5000;
  v_before timestamptz := clock_timestamp() - interval '1 day';
  v_after bigint;
  v_through bigint;
begin
  select sweeps.cron_run_id into v_after from ship_private.sweeps where sweeps.is_only_row;
  if not found then
    return;
  end if;
  -- pg_cron was installed anew and counts from one again
  if v_after > coalesce((select max(job_run_details.runid) from cron.job_run_details), 0) then
    v_after := 0;
  end if;

  -- Up to the first run that is not old: what is passed is never read again, whoever's it is. A run that a crash has cut short has
  -- no end, one that was only planned has no begin either.
  select max(passed.runid)
  into v_through
  from (
    select slice.runid, bool_and(slice.is_old) over (order by slice.runid) as is_passed
    from (
      select
        job_run_details.runid,
        coalesce(job_run_details.end_time, job_run_details.start_time, '-infinity') < v_before as is_old
      from cron.job_run_details
      where job_run_details.runid > v_after
      order by job_run_details.runid
      limit c_slice
    ) as slice
  ) as passed
  where passed.is_passed;

  -- pg_cron never cleans its own history: 8,640 rows a day for this job. By its command, so that it is found when the job is gone;
  -- other jobs' history is not ours.
  delete from cron.job_run_details
  where job_run_details.runid > v_after
    and job_run_details.runid <= v_through
    and job_run_details.command = 'select ship.sweep()';

  update ship_private.sweeps
  set cron_run_id = coalesce(v_through, v_after)
  where sweeps.is_only_row
    and sweeps.cron_run_id <> coalesce(v_through, v_after);
end;
$$;

revoke all on function ship_private.prune_cron_history() from public, anon, authenticated, service_role;

comment on function ship_private.prune_cron_history() is
  'Forgets this job''s runs after a day, and reads every run of any job once: never the history that it does not prune.';
