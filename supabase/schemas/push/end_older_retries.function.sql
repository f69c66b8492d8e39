create function ship_private.end_older_retries(run ship.push_runs)
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  update ship.push_failures
  set retry_at = null
  from ship.push_runs as older, ship.device_push_tokens as devices
  where older.component_key = (end_older_retries.run).component_key
    and older.channel = (end_older_retries.run).channel
    and older.topic = (end_older_retries.run).topic
    and older.apns_environment = (end_older_retries.run).apns_environment
    and older.state in ('running', 'retrying')
    and older.seq < (end_older_retries.run).seq
    and older.build < (end_older_retries.run).build
    and push_failures.run_id = older.id
    and push_failures.retry_at is not null
    and devices.id = push_failures.device_id
    and devices.channel <= (end_older_retries.run).channel
    and ship_private.is_in_cohort(end_older_retries.run, devices.installation_id, devices.eligible_since);
end;
$$;

revoke all on function ship_private.end_older_retries(ship.push_runs) from public, anon, authenticated, service_role;

comment on function ship_private.end_older_retries(ship.push_runs) is
  'When a rollout''s run begins: its devices are not tried again for an older build, so that nobody hears 130 after 131.';
