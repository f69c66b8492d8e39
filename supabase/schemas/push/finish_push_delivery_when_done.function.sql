create function ship_private.finish_push_delivery_when_done(delivery_id bigint)
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  v_is_live boolean;
  v_reason text;
  v_state text;
begin
  -- Two runs of one delivery may end at the same moment: the later one must see the earlier. Not "for update": a run that is updated
  -- twice in one transaction makes Postgres look at its delivery again (for key share), and two that do so would wait for each other.
  perform 1 from ship.deliveries where deliveries.id = finish_push_delivery_when_done.delivery_id for no key update;

  select
    bool_or(push_runs.state in ('running', 'retrying')),
    coalesce(
      min(push_runs.stop_reason) filter (where not (push_runs.stop_reason = 'expired' or ship_private.is_ended_on_purpose(push_runs.stop_reason))),
      min(push_runs.stop_reason)
    )
  into v_is_live, v_reason
  from ship.push_runs
  where push_runs.delivery_id = finish_push_delivery_when_done.delivery_id;

  v_state := case
    when v_is_live then null
    when v_is_live is null then 'failed'
    -- nothing more was tried: skipped, not failed
    when v_reason = 'expired' or ship_private.is_ended_on_purpose(v_reason) then 'skipped'
    when v_reason is not null then 'failed'
    else 'delivered'
  end;
  if v_state is null then
    return;
  end if;

  update ship.deliveries
  set state = v_state, last_error = case when v_is_live is null then 'runs_missing' else v_reason end, finished_at = clock_timestamp()
  where deliveries.id = finish_push_delivery_when_done.delivery_id
    and deliveries.state = 'pending';
  if found then
    perform ship_private.audit_delivery(finish_push_delivery_when_done.delivery_id);
  end if;
end;
$$;

revoke all on function ship_private.finish_push_delivery_when_done(bigint) from public, anon, authenticated, service_role;

comment on function ship_private.finish_push_delivery_when_done(bigint) is 'An apns delivery ends when its last run has ended; a stopped run makes it fail with the run''s reason.';
