create function ship_private.prune()
returns void
language sql
volatile
security invoker
set search_path = ''
begin atomic
  delete from ship_private.registration_windows
  where registration_windows.minute < clock_timestamp() - interval '2 minutes';

  -- pg_cron never cleans its own history: 8,640 rows a day for this job alone
  delete from cron.job_run_details
  where job_run_details.end_time < clock_timestamp() - interval '1 day';
end;

revoke all on function ship_private.prune() from public, anon, authenticated, service_role;

comment on function ship_private.prune() is 'Forgets registration windows after two minutes and cron history after a day.';
