create function ship_private.take_store_event(
  event text,
  type text,
  app_id text,
  instance_type text,
  instance_id text,
  old_state text,
  new_state text,
  happened_at timestamptz
)
returns jsonb
language plpgsql
volatile
security definer
set search_path = ''
as $$
#variable_conflict use_column
-- definer: because events are written by nobody directly
declare
  v_now timestamptz := clock_timestamp();
  v_outcome text := 'waiting';
  v_code text;
  v_due integer := 0;
begin
  if take_store_event.type = 'webhookPingCreated' then
    v_outcome := 'ping';
  elsif take_store_event.type not in ('buildUploadStateUpdated', 'buildBetaDetailExternalBuildStateUpdated') then
    v_outcome := 'ignored';
    v_code := 'type_not_followed';
  elsif not exists (
    select
    from ship.store_apps
    where store_apps.app_id = coalesce(take_store_event.app_id, store_apps.app_id)
  ) then
    v_outcome := 'ignored';
    v_code := 'app_undeclared';
  end if;

  insert into ship.store_events (
    id, type, app_id, instance_type, instance_id, old_state, new_state, happened_at, received_at, handled_at, outcome, code
  )
  values (
    take_store_event.event, take_store_event.type, take_store_event.app_id, take_store_event.instance_type,
    take_store_event.instance_id, take_store_event.old_state, take_store_event.new_state, take_store_event.happened_at,
    v_now, case when v_outcome <> 'waiting' then v_now end, v_outcome, v_code
  )
  on conflict on constraint store_events_pkey do nothing;
  if not found then
    return (
      select jsonb_build_object('is_new', false, 'outcome', store_events.outcome, 'code', store_events.code, 'due', 0)
      from ship.store_events
      where store_events.id = take_store_event.event
    );
  end if;

  if v_outcome = 'waiting' then
    update ship.store_apps
    set
      hinted_at = v_now,
      -- a store that takes no more requests of this hour is not asked more often for it
      next_look_at = case when store_apps.last_error = 'store_rate_limited' then greatest(store_apps.next_look_at, v_now) else v_now end
    where store_apps.app_id = coalesce(take_store_event.app_id, store_apps.app_id);
    get diagnostics v_due = row_count;
  end if;
  return jsonb_build_object('is_new', true, 'outcome', v_outcome, 'code', v_code, 'due', v_due);
end;
$$;

revoke all on function ship_private.take_store_event(text, text, text, text, text, text, text, timestamptz)
  from public, anon, authenticated, service_role;
grant execute on function ship_private.take_store_event(text, text, text, text, text, text, text, timestamptz) to service_role;

comment on function ship_private.take_store_event(text, text, text, text, text, text, text, timestamptz) is
  'Writes down what a webhook of the store sent, once however often it is sent, and makes a look at its app due. What nobody follows is kept with a code.';
