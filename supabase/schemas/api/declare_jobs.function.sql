create function ship.declare_jobs(jobs jsonb, commit_sha text default null, actor text default null)
returns jsonb
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return ship_private.declare_jobs(declare_jobs.jobs, declare_jobs.commit_sha, declare_jobs.actor);
exception
  -- without Postgres' detail, which shows the row
  when integrity_constraint_violation then
    raise exception using errcode = sqlstate, message = sqlerrm;
end;
$$;

revoke all on function ship.declare_jobs(jsonb, text, text) from public, anon, authenticated, service_role;
grant execute on function ship.declare_jobs(jsonb, text, text) to service_role;

comment on function ship.declare_jobs(jsonb, text, text) is
  'Says which jobs there are: [{key, cron, grace_s, tz}]; the same twice changes nothing.';
