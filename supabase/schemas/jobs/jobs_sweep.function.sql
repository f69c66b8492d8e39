create function ship_private.jobs_sweep()
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  v_now timestamptz := clock_timestamp();
begin
  -- one that says right now that it has finished has not been missed
  with late as (
    select jobs.key
    from ship.jobs
    where jobs.next_due_at < v_now - jobs.grace
    order by jobs.key
    for update skip locked
  )
  update ship.jobs
  set
    state = 'missed',
    missed_since = coalesce(jobs.missed_since, jobs.next_due_at),
    missed_count = jobs.missed_count + 1,
    -- of runs whose grace is over as well, as after a pause of the database, the last one counts: the next look is at what can still come
    next_due_at = ship_private.next_run(
      jobs.cron, ship_private.known_time_zone(jobs.tz), greatest(jobs.next_due_at, v_now - jobs.grace)
    )
  from late
  where jobs.key = late.key;
  if found then
    perform ship_private.report_jobs('jobs');
  end if;
exception
  -- what is wrong with one job must never stop the sweep
  when others then
    raise warning using message = 'jobs_sweep_failed', detail = sqlerrm;
end;
$$;

revoke all on function ship_private.jobs_sweep() from public, anon, authenticated, service_role;

comment on function ship_private.jobs_sweep() is
  'Marks jobs whose time and grace are over without a word from them, and tells once. Without any it costs one look at a small table.';
