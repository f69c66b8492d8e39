create function ship_private.count_established(run ship.push_runs, previous ship.push_runs, after_id bigint, through_id bigint)
returns bigint
language plpgsql
stable
security invoker
set search_path = ''
as $$
declare
  v_told_since timestamptz := ship_private.told_since(count_established.previous);
begin
  return (
    select count(*)
    from ship.device_push_tokens as devices
    where devices.topic = (count_established.run).topic
      and devices.component_key = (count_established.run).component_key
      and devices.apns_environment = (count_established.run).apns_environment
      and devices.channel <= (count_established.run).channel
      and devices.kind = 'device'
      and devices.deactivated_at is null
      and devices.id > count_established.after_id
      and devices.id <= count_established.through_id
      -- is_established in its words: a call for each of a million takes seconds
      and (
        v_told_since is null
        or (
          devices.id <= (count_established.run).mature_through_id
          and devices.eligible_since <= v_told_since
          and (devices.apns_environment_since <= v_told_since or devices.apns_environment <> devices.reported_apns_environment)
        )
      )
      and ship_private.is_in_cohort(count_established.run, devices.installation_id, devices.eligible_since)
  );
end;
$$;

revoke all on function ship_private.count_established(ship.push_runs, ship.push_runs, bigint, bigint)
  from public, anon, authenticated, service_role;

comment on function ship_private.count_established(ship.push_runs, ship.push_runs, bigint, bigint) is
  'How many active devices of a run, after one id and through another, were told before. Counted, because what a worker says that it sent proves nothing.';
