create function ship_private.was_told(device bigint, component text, build bigint)
returns boolean
language plpgsql
stable
security definer
set search_path = ''
as $$
-- definer: because an auditor asks through the Data API
begin
  return exists (
    select
    from ship.device_push_tokens as devices
    join ship.push_runs
      on push_runs.topic = devices.topic
      and push_runs.component_key = devices.component_key
    join ship.deliveries on deliveries.id = push_runs.delivery_id
    join ship.announcements on announcements.id = deliveries.announcement_id
    where devices.id = was_told.device
      and devices.kind = 'device'
      and devices.component_key = was_told.component
      -- the run of the APNs environment that it had at that time
      and push_runs.apns_environment = case
        when devices.apns_environment_since <= announcements.announced_at then devices.apns_environment
        when devices.apns_environment = 'production' then 'sandbox'
        else 'production'
      end
      and push_runs.build = was_told.build
      and devices.eligible_since <= announcements.announced_at
      and devices.id <= push_runs.bound_id
      and devices.channel <= push_runs.channel
      and ship_private.is_in_cohort(push_runs, devices.installation_id, devices.eligible_since)
      and exists (
        select
        from ship.push_batches
        where push_batches.run_id = push_runs.id
          and push_batches.kind = 'range'
          and push_batches.after_id < devices.id
          and push_batches.progress_id >= devices.id
          and coalesce(devices.deactivated_at > push_batches.created_at, true)
      )
      and not exists (
        select
        from ship.push_failures
        join ship.push_runs as runs on runs.id = push_failures.run_id
        where runs.delivery_id = push_runs.delivery_id
          and push_failures.device_id = devices.id
      )
  );
end;
$$;

revoke all on function ship_private.was_told(bigint, text, bigint) from public, anon, authenticated, service_role;
grant execute on function ship_private.was_told(bigint, text, bigint) to service_role;

comment on function ship_private.was_told(bigint, text, bigint) is
  'Whether APNs took the alert about this build for this device: active then, inside an answered range and among no failures.';
