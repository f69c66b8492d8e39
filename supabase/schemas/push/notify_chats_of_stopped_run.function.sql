create function ship_private.notify_chats_of_stopped_run(run ship.push_runs)
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  -- nobody set up pushes: the delivery says so, the chat need not hear it with every ship; nor what somebody stopped on purpose
  if ship_private.is_ended_on_purpose((notify_chats_of_stopped_run.run).stop_reason) then
    return;
  end if;

  insert into ship.deliveries as told (announcement_id, seq, transport, kind, stopped_run_id)
  select deliveries.announcement_id, deliveries.seq, transports.transport, transports.kind, (notify_chats_of_stopped_run.run).id
  from ship.deliveries
  join ship.transports on transports.is_on and transports.kind = 'chat'
  where deliveries.id = (notify_chats_of_stopped_run.run).delivery_id
  -- resumed and stopped again: the chat hears it again
  on conflict (announcement_id, component_key, channel, transport, stopped_run_id, finding_report_id) do update
  set
    state = 'pending', attempt_count = 0, parts_sent = 0, next_attempt_at = clock_timestamp(), last_error = null,
    last_status = null, finished_at = null, created_at = clock_timestamp()
  where told.finished_at is not null;

  if found then
    perform ship_private.call_functions(array['announce'], 'hint');
  end if;
end;
$$;

revoke all on function ship_private.notify_chats_of_stopped_run(ship.push_runs) from public, anon, authenticated, service_role;

comment on function ship_private.notify_chats_of_stopped_run(ship.push_runs) is
  'The chat hears that a run stopped and why, through the same outbox as everything else.';
