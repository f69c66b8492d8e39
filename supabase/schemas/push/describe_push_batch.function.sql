create function ship_private.describe_push_batch(batch_id bigint)
returns json
language plpgsql
stable
security invoker
set search_path = ''
as $$
declare
  v_batch ship.push_batches;
  v_run ship.push_runs;
  v_devices text;
begin
  select * into v_batch from ship.push_batches where push_batches.id = describe_push_batch.batch_id;
  select * into v_run from ship.push_runs where push_runs.id = v_batch.run_id;

  -- as text, because a mover may wait for this transaction: several times faster than jsonb_agg, and tokens are hex
  select '[' || coalesce(string_agg('[' || devices.id || ',"' || devices.token || '"]', ','), '') || ']'
  into v_devices
  from ship_private.list_batch_devices(v_batch, v_run) as devices;

  return (
    select json_build_object(
      'batch_id', v_batch.id,
      'run_id', v_run.id,
      'lease_token', v_batch.lease_token,
      'announcement', announcements.id,
      'seq', v_run.seq,
      'component', v_run.component_key,
      'channel', v_run.channel,
      'alert', ship_private.push_alert(v_run, changes.version),
      'build', v_run.build,
      'topic', v_run.topic,
      'apns_environment', v_run.apns_environment,
      'apns_key', v_run.apns_key,
      'expiration', extract(epoch from v_run.life_since + push_policy.delivery_life)::bigint,
      'progress_every', push_policy.progress_every,
      'lease_seconds', extract(epoch from push_policy.push_lease),
      'through_id', v_batch.through_id,
      'sent', v_run.sent_count,
      'devices', v_devices::json
    )
    from ship.deliveries
    join ship.announcements on announcements.id = deliveries.announcement_id
    join ship.announced_changes as changes
      on changes.announcement_id = announcements.id
      and changes.component_key = v_run.component_key
      and changes.channel = v_run.channel
    cross join ship.push_policy
    where deliveries.id = v_run.delivery_id
  );
end;
$$;

revoke all on function ship_private.describe_push_batch(bigint) from public, anon, authenticated, service_role;

comment on function ship_private.describe_push_batch(bigint) is 'All that a worker needs for a batch, in one document.';
