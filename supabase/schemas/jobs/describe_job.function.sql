create function ship_private.describe_job(job ship.jobs)
returns jsonb
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  return jsonb_build_object(
    'job', describe_job.job.key,
    'cron', describe_job.job.cron,
    'tz', describe_job.job.tz,
    'grace_s', extract(epoch from describe_job.job.grace)::integer,
    'state', describe_job.job.state,
    'next_due_at', describe_job.job.next_due_at,
    'missed_since', describe_job.job.missed_since,
    'missed_count', describe_job.job.missed_count,
    'last', (
      select jsonb_build_object('at', beats.beat_at, 'ok', beats.is_ok, 'ms', beats.ms, 'note', beats.note)
      from ship.job_beats as beats
      where beats.job_key = describe_job.job.key
      order by beats.id desc
      limit 1
    )
  );
end;
$$;

revoke all on function ship_private.describe_job(ship.jobs) from public, anon, authenticated, service_role;

comment on function ship_private.describe_job(ship.jobs) is 'A job as callers see it, with what it said last.';
