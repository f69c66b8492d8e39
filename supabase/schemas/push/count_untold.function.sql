create function ship_private.count_untold(run ship.push_runs)
returns bigint
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  return (
    select count(*)
    from (
      -- what was never handed out, and what is in somebody's hands and not answered
      select (count_untold.run).cursor_id as after_id, (count_untold.run).bound_id as through_id
      union all
      select push_batches.progress_id, push_batches.through_id
      from ship.push_batches
      where push_batches.run_id = (count_untold.run).id
        and push_batches.state = 'leased'
        and push_batches.kind = 'range'
    ) as slices
    join ship.device_push_tokens as devices
      on devices.id > slices.after_id
      and devices.id <= slices.through_id
    where devices.topic = (count_untold.run).topic
      and devices.component_key = (count_untold.run).component_key
      and devices.apns_environment = (count_untold.run).apns_environment
      and devices.channel <= (count_untold.run).channel
      and ship_private.is_in_cohort(count_untold.run, devices.installation_id, devices.eligible_since)
      and devices.kind = 'device'
      and devices.deactivated_at is null
  ) + (
    select coalesce(sum(counts.retrying_count), 0)::bigint
    from ship.push_failure_counts as counts
    where counts.run_id = (count_untold.run).id
  ) + (
    -- those that are being tried again
    select count(*)
    from ship.push_batches
    join ship.push_failures on push_failures.batch_id = push_batches.id
    where push_batches.run_id = (count_untold.run).id
      and push_batches.state = 'leased'
      and push_batches.kind = 'retry'
      and push_failures.device_id > push_batches.progress_id
  );
end;
$$;

revoke all on function ship_private.count_untold(ship.push_runs) from public, anon, authenticated, service_role;

comment on function ship_private.count_untold(ship.push_runs) is
  'How many devices a live run has still to tell: beyond its cursor, in leased ranges beyond their progress, waiting for another try, and being tried again.';
