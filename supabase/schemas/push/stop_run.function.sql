create function ship_private.stop_run(run_id bigint, reason text, detail text)
returns ship.push_runs
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  v_run ship.push_runs;
begin
  update ship.push_runs
  set
    state = 'stopped',
    stop_reason = stop_run.reason,
    stop_detail = left(stop_run.detail, 500),
    finished_at = clock_timestamp()
  where push_runs.id = stop_run.run_id
    and push_runs.state in ('running', 'retrying')
  returning * into v_run;

  if found then
    insert into ship_private.audit_inbox (actor, action, subject, detail)
    values (
      ship_private.current_actor(), 'push_run.stopped', v_run.component_key,
      jsonb_build_object('run', v_run.id, 'topic', v_run.topic, 'apns_environment', v_run.apns_environment, 'reason', v_run.stop_reason)
    );
    perform ship_private.finish_push_delivery_when_done(v_run.delivery_id);
    perform ship_private.notify_chats_of_stopped_run(v_run);
  else
    select * into v_run from ship.push_runs where push_runs.id = stop_run.run_id;
  end if;
  return v_run;
end;
$$;

revoke all on function ship_private.stop_run(bigint, text, text) from public, anon, authenticated, service_role;

comment on function ship_private.stop_run(bigint, text, text) is 'Ends a run that can''t succeed for anybody; no token is touched.';
