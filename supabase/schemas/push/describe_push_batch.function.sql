create function ship_private.describe_push_batch(batch_id bigint)
returns jsonb
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  return (
    select jsonb_build_object(
      'batch_id', push_batches.id,
      'run_id', push_runs.id,
      'lease_token', push_batches.lease_token,
      'announcement', announcements.id,
      'seq', push_runs.seq,
      'component', push_runs.component_key,
      'name', components.name,
      'build', changes.build,
      'topic', push_runs.topic,
      'environment', push_runs.environment,
      'apns_key', push_runs.apns_key,
      'expiration', extract(epoch from announcements.announced_at + interval '24 hours')::bigint,
      'progress_every', push_policy.progress_every,
      'lease_seconds', extract(epoch from push_policy.push_lease),
      'through_id', push_batches.through_id,
      'devices', coalesce(
        (
          select jsonb_agg(jsonb_build_array(devices.id, devices.token) order by devices.id)
          from ship_private.batch_devices(push_batches.id) as devices
        ),
        '[]'
      )
    )
    from ship.push_batches
    join ship.push_runs on push_runs.id = push_batches.run_id
    join ship.deliveries on deliveries.id = push_runs.delivery_id
    join ship.announcements on announcements.id = deliveries.announcement_id
    join ship.announced_changes as changes
      on changes.announcement_id = announcements.id
      and changes.component_key = push_runs.component_key
    join ship.components on components.key = push_runs.component_key
    cross join ship.push_policy
    where push_batches.id = describe_push_batch.batch_id
  );
end;
$$;

revoke all on function ship_private.describe_push_batch(bigint) from public, anon, authenticated, service_role;

comment on function ship_private.describe_push_batch(bigint) is 'All that a worker needs for a batch, in one document.';
