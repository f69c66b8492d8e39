create function ship_private.job_definition(job ship.jobs)
returns jsonb
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  return jsonb_build_object(
    'key', job_definition.job.key,
    'cron', job_definition.job.cron,
    'tz', job_definition.job.tz,
    'grace', job_definition.job.grace::text
  );
end;
$$;

revoke all on function ship_private.job_definition(ship.jobs) from public, anon, authenticated, service_role;

comment on function ship_private.job_definition(ship.jobs) is 'What version.json says of a job, whoever said it and whatever became of it.';
