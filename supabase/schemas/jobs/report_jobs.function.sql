create function ship_private.report_jobs(actor text)
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  -- whoever reports sees what everybody before wrote
  perform ship_private.lock_releases();
  perform ship_private.record_findings(
    'jobs',
    (
      select coalesce(
        jsonb_agg(
          jsonb_build_object(
            'key', jobs.key,
            'message', case jobs.state
              when 'missed' then format(
                '%s has not run: it was due at %s UTC, and nothing was heard of it within %s%s', jobs.key,
                to_char(jobs.missed_since at time zone 'UTC', 'YYYY-MM-DD HH24:MI'), jobs.grace,
                case when ship_private.known_time_zone(jobs.tz) <> jobs.tz then format('. The database does not know %s any more, and goes by UTC', jobs.tz) end
              )
              else format(
                '%s has run and failed at %s UTC%s', jobs.key, to_char(jobs.last_beat_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI'),
                (
                  select ': ' || beats.note
                  from ship.job_beats as beats
                  where beats.job_key = jobs.key
                  order by beats.id desc
                  limit 1
                )
              )
            end,
            'detail', jsonb_build_object('state', jobs.state, 'cron', jobs.cron, 'tz', jobs.tz, 'missed_count', jobs.missed_count)
          )
          order by jobs.position
        ),
        '[]'
      )
      from ship.jobs
      where jobs.state in ('missed', 'failed')
    ),
    report_jobs.actor
  );
end;
$$;

revoke all on function ship_private.report_jobs(text) from public, anon, authenticated, service_role;

comment on function ship_private.report_jobs(text) is
  'Tells the log and the chat, once each, which jobs were missed or failed, and which are well again: as findings of the source jobs.';
