create function ship_private.expire_runs()
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  v_run_id bigint;
  v_delivery_id bigint;
begin
  for v_run_id in
    select push_runs.id
    from ship.push_runs
    cross join ship.push_policy
    where push_runs.state in ('running', 'retrying')
      and push_runs.life_since < clock_timestamp() - push_policy.delivery_life
  loop
    perform ship_private.stop_run(v_run_id, 'expired', 'the notification is older than its life');
  end loop;

  -- a delivery whose runs are gone or ended unnoticed (rows that were restored in part) does not wait for ever
  for v_delivery_id in
    select deliveries.id
    from ship.deliveries
    cross join ship.push_policy
    where deliveries.state in ('pending', 'leased')
      and deliveries.kind = 'push'
      and deliveries.created_at < clock_timestamp() - push_policy.delivery_life
  loop
    perform ship_private.finish_push_delivery_when_done(v_delivery_id);
  end loop;

  -- whoever held these is gone, and nobody takes over what belongs to an ended run
  update ship.push_batches
  set state = 'abandoned', lease_token = null, leased_until = null, finished_at = clock_timestamp()
  from ship.push_runs
  where push_batches.state = 'leased'
    and push_batches.leased_until <= clock_timestamp()
    and push_runs.id = push_batches.run_id
    and push_runs.finished_at is not null;
end;
$$;

revoke all on function ship_private.expire_runs() from public, anon, authenticated, service_role;

comment on function ship_private.expire_runs() is 'A run that could not end within the life of its notification stops and says so; nothing that belongs to an ended run stays open.';
