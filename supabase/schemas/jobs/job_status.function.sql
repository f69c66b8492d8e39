create function ship_private.job_status()
returns jsonb
language plpgsql
stable
security definer
set search_path = ''
as $$
-- definer: because a reader needs no right to the table itself
begin
  return jsonb_build_object(
    'now', clock_timestamp(),
    'jobs', (
      select coalesce(jsonb_agg(ship_private.describe_job(jobs) order by jobs.position), '[]')
      from ship.jobs
    )
  );
end;
$$;

revoke all on function ship_private.job_status() from public, anon, authenticated, service_role;
grant execute on function ship_private.job_status() to service_role;

comment on function ship_private.job_status() is 'Every job: when it ran last, when it is due, and since when nobody has heard of it.';
