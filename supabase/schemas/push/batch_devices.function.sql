create function ship_private.batch_devices(batch_id bigint)
returns table (id bigint, token text)
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  return query
  select devices.id, devices.token
  from ship.push_batches
  join ship.push_runs on push_runs.id = push_batches.run_id
  join ship.device_push_tokens as devices
    on devices.topic = push_runs.topic
    and devices.environment = push_runs.environment
    and devices.kind = 'device'
    and devices.deactivated_at is null
    and devices.id > push_batches.progress_id
    and devices.id <= push_batches.through_id
  where push_batches.id = batch_devices.batch_id
    and push_batches.kind = 'range'
  union all
  select devices.id, devices.token
  from ship.push_batches
  join ship.push_failures on push_failures.batch_id = push_batches.id
  join ship.device_push_tokens as devices on devices.id = push_failures.device_id
  where push_batches.id = batch_devices.batch_id
    and push_batches.kind = 'retry'
    and devices.deactivated_at is null
    and devices.id > push_batches.progress_id;
end;
$$;

revoke all on function ship_private.batch_devices(bigint) from public, anon, authenticated, service_role;

comment on function ship_private.batch_devices(bigint) is 'The devices of a batch that are not answered yet.';
