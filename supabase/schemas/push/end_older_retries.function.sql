create function ship_private.end_older_retries(run ship.push_runs)
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  v_older_id bigint;
begin
  for v_older_id in
    select push_runs.id
    from ship.push_runs
    where push_runs.component_key = (end_older_retries.run).component_key
      and push_runs.channel = (end_older_retries.run).channel
      and push_runs.topic = (end_older_retries.run).topic
      and push_runs.apns_environment = (end_older_retries.run).apns_environment
      and push_runs.state in ('running', 'retrying')
      and push_runs.seq < (end_older_retries.run).seq
      and push_runs.build < (end_older_retries.run).build
    order by push_runs.id
  loop
    update ship.push_failures
    set retry_at = null
    from ship.device_push_tokens as devices
    where push_failures.run_id = v_older_id
      and push_failures.retry_at is not null
      and devices.id = push_failures.device_id
      and devices.channel <= (end_older_retries.run).channel
      and ship_private.is_in_cohort(end_older_retries.run, devices.installation_id, devices.eligible_since);
    if found then
      perform ship_private.finish_run_when_done(v_older_id);
    end if;
  end loop;
end;
$$;

revoke all on function ship_private.end_older_retries(ship.push_runs) from public, anon, authenticated, service_role;

comment on function ship_private.end_older_retries(ship.push_runs) is
  'When a rollout''s run begins: its devices are not tried again for an older build, so that nobody hears 130 after 131.';
