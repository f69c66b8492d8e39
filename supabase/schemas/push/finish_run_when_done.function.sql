create function ship_private.finish_run_when_done(run_id bigint)
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  v_run ship.push_runs;
  v_missed bigint;
begin
  select * into v_run from ship.push_runs where push_runs.id = finish_run_when_done.run_id for update;

  if v_run.state not in ('running', 'retrying')
    or v_run.cursor_id < v_run.bound_id
    or exists (
      select
      from ship.push_batches
      where push_batches.run_id = v_run.id
        and push_batches.state = 'leased'
    )
  then
    return;
  end if;

  if exists (
    select
    from ship.push_failures
    where push_failures.run_id = v_run.id
      and push_failures.retry_at is not null
  ) then
    update ship.push_runs
    set state = 'retrying'
    where push_runs.id = v_run.id;
    return;
  end if;

  if v_run.device_count = 0 then
    v_missed := ship_private.count_missed(v_run);
    if v_missed > 0 then
      perform ship_private.stop_run(
        v_run.id, 'devices_missed', format('nobody was asked, and %s active devices were there before the move', v_missed)
      );
      return;
    end if;
  end if;

  update ship.push_runs
  set state = 'finished', finished_at = clock_timestamp()
  where push_runs.id = v_run.id;
  perform ship_private.finish_push_delivery_when_done(v_run.delivery_id);
end;
$$;

revoke all on function ship_private.finish_run_when_done(bigint) from public, anon, authenticated, service_role;

comment on function ship_private.finish_run_when_done(bigint) is 'A run is finished when no range, no lease and no retry is left; one that asked nobody while active devices were there is stopped: devices_missed.';
