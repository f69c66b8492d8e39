create function ship_private.last_finished_run(run ship.push_runs)
returns ship.push_runs
language plpgsql
stable
security invoker
set search_path = ''
as $$
declare
  v_run ship.push_runs;
begin
  select push_runs.*
  into v_run
  from ship.push_runs
  where push_runs.topic = (last_finished_run.run).topic
    and push_runs.component_key = (last_finished_run.run).component_key
    and push_runs.apns_environment = (last_finished_run.run).apns_environment
    and push_runs.state = 'finished'
    and push_runs.to_bps = 10000
    and push_runs.channel >= (last_finished_run.run).channel
    and push_runs.id < (last_finished_run.run).id
  order by push_runs.id desc
  limit 1;
  return v_run;
end;
$$;

revoke all on function ship_private.last_finished_run(ship.push_runs) from public, anon, authenticated, service_role;

comment on function ship_private.last_finished_run(ship.push_runs) is
  'The run before this one that told everybody of the same component and app in the same environment to the end; null on the first.';
