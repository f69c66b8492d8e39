create function ship_private.prune()
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  -- a slice per sweep: no long lock, and still 43 million rows a day
  c_slice constant integer := 5000;
  v_before timestamptz;
begin
  delete from ship_private.registration_windows
  where registration_windows.minute < clock_timestamp() - interval '2 minutes';

  perform ship_private.prune_ships();

  -- pg_cron never cleans its own history: 8,640 rows a day for this job. Other jobs' history is not ours.
  delete from cron.job_run_details
  using cron.job
  where job.jobid = job_run_details.jobid
    and job.jobname = 'slipway-sweep'
    and job_run_details.end_time < clock_timestamp() - interval '1 day';

  select clock_timestamp() - push_policy.keep_fan_outs
  into v_before
  from ship.push_policy
  where push_policy.is_only_row;

  -- What a fan-out wrote per failure and per batch goes; announcements, deliveries, runs with their counts and the audit log stay.
  delete from ship.push_failures
  where push_failures.ctid = any (array(
    select old.ctid
    from ship.push_runs
    join ship.push_failures as old on old.run_id = push_runs.id
    where push_runs.finished_at < v_before
    limit c_slice
  ));
  if found then
    return;
  end if;
  delete from ship.push_batches
  where push_batches.ctid = any (array(
    select old.ctid
    from ship.push_runs
    join ship.push_batches as old on old.run_id = push_runs.id
    where push_runs.finished_at < v_before
    limit c_slice
  ));
end;
$$;

revoke all on function ship_private.prune() from public, anon, authenticated, service_role;

comment on function ship_private.prune() is
  'Forgets registration windows after two minutes, cron history after a day, and a finished fan-out''s batches and failures after keep_fan_outs; ended ships after keep_ships.';
