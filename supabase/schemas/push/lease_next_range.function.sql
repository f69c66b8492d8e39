create function ship_private.lease_next_range()
returns bigint
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  v_run ship.push_runs;
  v_policy ship.push_policy;
  v_through_id bigint;
  v_batch_id bigint;
begin
  select * into v_policy from ship.push_policy where push_policy.is_only_row;

  -- Range claims take turns, each for some milliseconds; the select below is a later statement and sees the last one's cursor.
  perform pg_catalog.pg_advisory_xact_lock(7547, 3);

  select push_runs.*
  into v_run
  from ship.push_runs
  where push_runs.state = 'running'
    and (push_runs.cursor_id < push_runs.bound_id or push_runs.started_at is null)
    -- nobody is told 130 after 131: a run starts when no worker of an older one is still sending
    and (push_runs.started_at is not null or not exists (
      select
      from ship.push_batches
      join ship.push_runs as earlier on earlier.id = push_batches.run_id
      where push_batches.state = 'leased'
        -- the slice of a dead worker is taken over when its run goes on
        and (push_batches.leased_until > clock_timestamp() or earlier.state in ('running', 'retrying'))
        and earlier.component_key = push_runs.component_key
        and earlier.channel = push_runs.channel
        and earlier.seq < push_runs.seq
    ))
    and v_policy.max_workers_per_run > (
      select count(*)
      from ship.push_batches
      where push_batches.run_id = push_runs.id
        and push_batches.state = 'leased'
    )
  order by push_runs.seq, push_runs.id
  limit 1;
  if not found then
    return null;
  end if;
  if v_run.started_at is null and v_run.salt is not null then
    perform ship_private.end_older_retries(v_run);
  end if;
  -- after the older runs: whoever locks several goes from the oldest to the newest
  select * into v_run from ship.push_runs where push_runs.id = v_run.id and push_runs.state = 'running' for update;
  if not found then
    return null;
  end if;

  -- the batch_size-th device after the cursor, or the bound when fewer are left
  select slice.id
  into v_through_id
  from (
    select devices.id
    from ship.device_push_tokens as devices
    where devices.topic = v_run.topic
      and devices.component_key = v_run.component_key
      and devices.apns_environment = v_run.apns_environment
      and devices.channel <= v_run.channel
      and devices.kind = 'device'
      and devices.deactivated_at is null
      and devices.id > v_run.cursor_id
      and devices.id <= v_run.bound_id
    order by devices.id
    limit 1
    offset v_policy.batch_size - 1
  ) as slice;
  v_through_id := coalesce(v_through_id, v_run.bound_id);

  insert into ship.push_batches (run_id, kind, after_id, progress_id, through_id, lease_token, leased_until)
  values (
    v_run.id, 'range', v_run.cursor_id, v_run.cursor_id, v_through_id,
    gen_random_uuid(), clock_timestamp() + v_policy.push_lease
  )
  returning push_batches.id into v_batch_id;

  update ship.push_runs
  set cursor_id = v_through_id, started_at = coalesce(push_runs.started_at, clock_timestamp())
  where push_runs.id = v_run.id;
  return v_batch_id;
end;
$$;

revoke all on function ship_private.lease_next_range() from public, anon, authenticated, service_role;

comment on function ship_private.lease_next_range() is
  'Leases the next slice of the oldest run. The first slice of a run is handed out even when empty, so that a missing key shows.';
