create function ship_private.take_over_batch()
returns bigint
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  v_batch_id bigint;
begin
  with abandoned as (
    select push_batches.id
    from ship.push_batches
    join ship.push_runs on push_runs.id = push_batches.run_id
    where push_batches.state = 'leased'
      and push_batches.leased_until <= clock_timestamp()
      and push_runs.state in ('running', 'retrying')
    order by push_batches.id
    limit 1
    for update of push_batches skip locked
  )
  update ship.push_batches
  set
    lease_token = gen_random_uuid(),
    leased_until = clock_timestamp() + push_policy.push_lease,
    takeover_count = push_batches.takeover_count + 1
  from abandoned, ship.push_policy
  where push_batches.id = abandoned.id
  returning push_batches.id into v_batch_id;
  return v_batch_id;
end;
$$;

revoke all on function ship_private.take_over_batch() from public, anon, authenticated, service_role;

comment on function ship_private.take_over_batch() is 'Leases again a batch whose worker died or handed over; the new token fences the old worker.';
