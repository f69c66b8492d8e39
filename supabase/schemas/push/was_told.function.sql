create function ship_private.was_told(device bigint, component text, build integer)
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
      -- a device whose environment was corrected on the way was told by the run of the one it had reported
      and push_runs.environment in (devices.environment, devices.reported_environment)
    join ship.deliveries on deliveries.id = push_runs.delivery_id
    join ship.announcements on announcements.id = deliveries.announcement_id
    join ship.announced_changes as changes
      on changes.announcement_id = announcements.id
      and changes.component_key = push_runs.component_key
    where devices.id = was_told.device
      and devices.component_key = was_told.component
      and changes.build = was_told.build
      and devices.eligible_since <= announcements.announced_at
      and devices.id <= push_runs.bound_id
      and exists (
        select
        from ship.push_batches
        where push_batches.run_id = push_runs.id
          and push_batches.kind = 'range'
          and push_batches.after_id < devices.id
          and push_batches.progress_id >= devices.id
      )
      and not exists (
        select
        from ship.push_failures
        where push_failures.run_id = push_runs.id
          and push_failures.device_id = devices.id
      )
  );
end;
$$;

revoke all on function ship_private.was_told(bigint, text, integer) from public, anon, authenticated, service_role;
grant execute on function ship_private.was_told(bigint, text, integer) to service_role;

comment on function ship_private.was_told(bigint, text, integer) is
  'Whether APNs took the alert about this build for this device: it lies inside an answered range and among no failures.';
