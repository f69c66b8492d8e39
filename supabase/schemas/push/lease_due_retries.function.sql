create function ship_private.lease_due_retries()
returns bigint
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  v_run_id bigint;
  v_batch_id bigint;
  v_policy ship.push_policy;
  v_due bigint[];
begin
  select * into v_policy from ship.push_policy where push_policy.is_only_row;

  for v_run_id in
    select push_runs.id
    from ship.push_runs
    where push_runs.state in ('running', 'retrying')
      and exists (
        select
        from ship.push_failures
        where push_failures.run_id = push_runs.id
          and push_failures.retry_at <= clock_timestamp()
      )
    order by push_runs.seq, push_runs.id
  loop
    select array_agg(due.device_id)
    into v_due
    from (
      select push_failures.device_id
      from ship.push_failures
      where push_failures.run_id = v_run_id
        and push_failures.retry_at <= clock_timestamp()
      order by push_failures.retry_at
      limit v_policy.batch_size
      for update skip locked
    ) as due;
    continue when v_due is null;

    insert into ship.push_batches (run_id, kind, after_id, progress_id, through_id, lease_token, leased_until)
    select
      v_run_id, 'retry', min(device_id) - 1, min(device_id) - 1, max(device_id),
      gen_random_uuid(), clock_timestamp() + v_policy.push_lease
    from unnest(v_due) as device_id
    returning push_batches.id into v_batch_id;

    update ship.push_failures
    set batch_id = v_batch_id, retry_at = null
    where push_failures.run_id = v_run_id
      and push_failures.device_id = any (v_due);
    return v_batch_id;
  end loop;
  return null;
end;
$$;

revoke all on function ship_private.lease_due_retries() from public, anon, authenticated, service_role;

comment on function ship_private.lease_due_retries() is 'Leases devices whose retry has come as one batch, before any new range.';
