create function ship_private.count_missed(run ship.push_runs)
returns bigint
language plpgsql
stable
security invoker
set search_path = ''
as $$
declare
  v_announced_at timestamptz;
begin
  select announcements.announced_at
  into v_announced_at
  from ship.deliveries
  join ship.announcements on announcements.id = deliveries.announcement_id
  where deliveries.id = (count_missed.run).delivery_id;

  return (
    select count(*)
    from ship.device_push_tokens as devices
    where devices.topic = (count_missed.run).topic
      and devices.component_key = (count_missed.run).component_key
      and devices.apns_environment = (count_missed.run).apns_environment
      and devices.channel <= (count_missed.run).channel
      and ship_private.is_in_cohort(count_missed.run, devices.installation_id, devices.eligible_since)
      and devices.kind = 'device'
      and devices.deactivated_at is null
      and devices.apns_environment_since <= v_announced_at
      -- a registration waits at most two seconds for a move, and is then answered with the new build
      and devices.eligible_since < v_announced_at - interval '10 seconds'
  );
end;
$$;

revoke all on function ship_private.count_missed(ship.push_runs) from public, anon, authenticated, service_role;

comment on function ship_private.count_missed(ship.push_runs) is
  'How many active devices were there well before the announcement of a run: if it asked nobody, these were missed.';
