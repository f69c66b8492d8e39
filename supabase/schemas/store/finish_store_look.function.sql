create function ship_private.finish_store_look(
  component text,
  lease_token uuid,
  uploads jsonb,
  error text,
  retry_after_s numeric
)
returns jsonb
language plpgsql
volatile
security definer
set search_path = ''
as $$
#variable_conflict use_column
-- definer: because what the store has is written by nobody directly
declare
  v_app ship.store_apps;
  v_raised bigint;
begin
  -- the order in which sync_manifest takes the same two
  perform ship_private.lock_moves();
  select *
  into v_app
  from ship.store_apps
  where store_apps.component_key = finish_store_look.component
    and store_apps.lease_token = finish_store_look.lease_token
  for update;
  if not found then
    return jsonb_build_object('held', false, 'raised', null);
  end if;

  if finish_store_look.error is not null then
    perform ship_private.fail_store_look(v_app, finish_store_look.error, finish_store_look.retry_after_s);
    return jsonb_build_object('held', true, 'raised', null);
  end if;

  perform ship_private.act_as('App Store Connect');
  perform ship_private.record_store_uploads(v_app, finish_store_look.uploads);
  v_raised := ship_private.raise_store_build(v_app);
  perform ship_private.report_store_uploads(v_app);
  perform ship_private.act_as(null);

  update ship.store_events
  set outcome = 'looked', handled_at = clock_timestamp()
  where store_events.handled_at is null
    and coalesce(store_events.app_id, v_app.app_id) = v_app.app_id
    and store_events.received_at <= v_app.leased_at;

  update ship.store_apps
  set
    lease_token = null,
    leased_at = null,
    leased_until = null,
    looked_at = clock_timestamp(),
    failure_count = 0,
    last_error = null,
    next_look_at = ship_private.next_store_look(v_app)
  where store_apps.component_key = v_app.component_key;
  return jsonb_build_object('held', true, 'raised', v_raised);
end;
$$;

revoke all on function ship_private.finish_store_look(text, uuid, jsonb, text, numeric) from public, anon, authenticated, service_role;
grant execute on function ship_private.finish_store_look(text, uuid, jsonb, text, numeric) to service_role;

comment on function ship_private.finish_store_look(text, uuid, jsonb, text, numeric) is
  'What a look at the store saw, if the lease is still held: installable builds are recorded, and announced where version.json says so; the chat hears of what is stuck. With an error: when it is tried again.';
