create function ship_private.count_untold(run ship.push_runs)
returns bigint
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  return (
    -- what was never handed out
    select count(*)
    from ship.device_push_tokens as devices
    where devices.id > (count_untold.run).cursor_id
      and devices.id <= (count_untold.run).bound_id
      and devices.topic = (count_untold.run).topic
      and devices.component_key = (count_untold.run).component_key
      and devices.apns_environment = (count_untold.run).apns_environment
      and devices.channel <= (count_untold.run).channel
      and ship_private.is_in_cohort(count_untold.run, devices.installation_id, devices.eligible_since)
      and devices.kind = 'device'
      and devices.deactivated_at is null
  ) + (
    -- what is in somebody's hands and not answered
    select count(*)
    from ship.push_batches
    cross join lateral ship_private.list_batch_devices(push_batches, count_untold.run)
    where push_batches.run_id = (count_untold.run).id
      and push_batches.state = 'leased'
  ) + (
    select coalesce(sum(counts.retrying_count), 0)::bigint
    from ship.push_failure_counts as counts
    where counts.run_id = (count_untold.run).id
  );
end;
$$;

revoke all on function ship_private.count_untold(ship.push_runs) from public, anon, authenticated, service_role;

comment on function ship_private.count_untold(ship.push_runs) is
  'How many devices a live run has still to tell: beyond its cursor, in a worker''s hands and not answered, and waiting for another try.';
