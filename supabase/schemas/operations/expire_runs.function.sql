create function ship_private.expire_runs()
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  v_run_id bigint;
begin
  for v_run_id in
    select push_runs.id
    from ship.push_runs
    cross join ship.push_policy
    where push_runs.state in ('running', 'retrying')
      and push_runs.created_at < clock_timestamp() - push_policy.delivery_life
  loop
    perform ship_private.stop_run(v_run_id, 'expired', 'the notification is older than its life');
  end loop;
end;
$$;

revoke all on function ship_private.expire_runs() from public, anon, authenticated, service_role;

comment on function ship_private.expire_runs() is 'A run that could not end within the life of its notification stops and says so.';
