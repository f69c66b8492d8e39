create function ship.job_status()
returns jsonb
language sql
stable
security invoker
set search_path = ''
return ship_private.job_status();

revoke all on function ship.job_status() from public, anon, authenticated, service_role;
grant execute on function ship.job_status() to service_role;

comment on function ship.job_status() is
  'Every job: when it ran last, when it is due, and since when nobody has heard of it.';
