create function ship_private.list_batch_devices(batch ship.push_batches, run ship.push_runs)
returns table (id bigint, token text)
language plpgsql
stable
security invoker
set search_path = ''
as $$
declare
  v_sibling_id bigint;
begin
  if (list_batch_devices.batch).kind = 'retry' then
    return query
    select devices.id, devices.token
    from ship.push_failures
    join ship.device_push_tokens as devices on devices.id = push_failures.device_id
    where push_failures.batch_id = (list_batch_devices.batch).id
      and devices.kind = 'device'
      and devices.deactivated_at is null
      and devices.id > (list_batch_devices.batch).progress_id
    order by devices.id;
    return;
  end if;

  -- of the same announcement, on the other host
  select push_runs.id
  into v_sibling_id
  from ship.push_runs
  where push_runs.delivery_id = (list_batch_devices.run).delivery_id
    and push_runs.topic = (list_batch_devices.run).topic
    and push_runs.id <> (list_batch_devices.run).id;

  -- By scalars, not by a join with the run: only so do both bounds become part of the index scan, whatever the statistics.
  return query
  select devices.id, devices.token
  from ship.device_push_tokens as devices
  where devices.topic = (list_batch_devices.run).topic
    and devices.component_key = (list_batch_devices.run).component_key
    and devices.apns_environment = (list_batch_devices.run).apns_environment
    and devices.channel <= (list_batch_devices.run).channel
    and devices.kind = 'device'
    and devices.deactivated_at is null
    and devices.id > (list_batch_devices.batch).progress_id
    and devices.id <= (list_batch_devices.batch).through_id
    -- the other host has told it, and so was found to be its own
    and (devices.corrected_by_run_id is null or devices.corrected_by_run_id is distinct from v_sibling_id)
    and (
      (list_batch_devices.run).salt is null
      or ship_private.is_in_cohort(list_batch_devices.run, devices.installation_id, devices.eligible_since)
    )
  order by devices.id;
end;
$$;

revoke all on function ship_private.list_batch_devices(ship.push_batches, ship.push_runs)
  from public, anon, authenticated, service_role;

comment on function ship_private.list_batch_devices(ship.push_batches, ship.push_runs) is
  'The devices of a batch that are not answered yet, in order of id.';
