create function ship_private.store_status()
returns jsonb
language plpgsql
stable
security definer
set search_path = ''
as $$
-- definer: because whoever looks need not have rights on the tables
begin
  return jsonb_build_object(
    'now', clock_timestamp(),
    'apps', (
      select coalesce(
        jsonb_agg(
          jsonb_build_object(
            'component', store_apps.component_key,
            'app_id', store_apps.app_id,
            'platform', store_apps.platform,
            'audience', store_apps.audience,
            'auto_channel', store_apps.auto_channel,
            'auto_bps', store_apps.auto_bps,
            'hinted_at', store_apps.hinted_at,
            'looked_at', store_apps.looked_at,
            'next_look_at', store_apps.next_look_at,
            'failures', store_apps.failure_count,
            'error', store_apps.last_error
          )
          order by store_apps.component_key
        ),
        '[]'
      )
      from ship.store_apps
    ),
    'uploads', (
      select coalesce(
        jsonb_agg(
          jsonb_build_object(
            'component', store_uploads.component_key,
            'version', nullif(store_uploads.version, ''),
            'build', store_uploads.build,
            'state', store_uploads.state,
            'verdict', store_uploads.verdict,
            'changed_at', store_uploads.changed_at,
            'next_look_at', store_uploads.next_look_at
          )
          order by store_uploads.component_key, store_uploads.build desc
        ),
        '[]'
      )
      from ship.store_uploads
    ),
    'events', (
      select coalesce(
        jsonb_agg(
          jsonb_build_object(
            'id', newest.id,
            'type', newest.type,
            'app_id', newest.app_id,
            'state', newest.new_state,
            'received_at', newest.received_at,
            'outcome', newest.outcome,
            'code', newest.code
          )
          order by newest.received_at desc
        ),
        '[]'
      )
      from (select * from ship.store_events order by store_events.received_at desc limit 50) as newest
    )
  );
end;
$$;

revoke all on function ship_private.store_status() from public, anon, authenticated, service_role;
grant execute on function ship_private.store_status() to service_role;

comment on function ship_private.store_status() is 'What is known of apps in the store: when each is looked up, what it has on its way, and the newest events.';
