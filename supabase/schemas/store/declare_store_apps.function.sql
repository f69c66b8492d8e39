create function ship_private.declare_store_apps(manifest jsonb)
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  delete from ship.store_apps
  where exists (
    select
    from ship.components
    where components.key = store_apps.component_key
      and components.retired_at is not null
  )
    or (
      declare_store_apps.manifest -> 'components' ? store_apps.component_key
      and declare_store_apps.manifest #>> array['components', store_apps.component_key, 'store', 'app_id'] is null
    );

  with declared as (
    select
      entry.key,
      entry.value #>> '{store,app_id}' as app_id,
      case coalesce(entry.value #>> '{store,platform}', case entry.value ->> 'kind' when 'desktop' then 'macos' else 'ios' end)
        when 'macos' then 'MAC_OS'
        when 'tvos' then 'TV_OS'
        when 'visionos' then 'VISION_OS'
        else 'IOS'
      end as platform,
      coalesce(entry.value #>> '{store,audience}', 'internal') as audience,
      automatic.channel,
      automatic.bps
    from jsonb_each(declare_store_apps.manifest -> 'components') as entry
    cross join lateral ship_private.parse_store_auto(entry.value #> '{store,auto}') as automatic
    where entry.value #>> '{store,app_id}' is not null
  ),
  -- another app has other builds, and maybe the same numbers
  forgotten as (
    delete from ship.store_uploads
    using ship.store_apps as known, declared
    where known.component_key = declared.key
      and store_uploads.component_key = declared.key
      and row(known.app_id, known.platform) is distinct from row(declared.app_id, declared.platform)
  ),
  changed as (
    insert into ship.store_apps as known (component_key, app_id, platform, audience, auto_channel, auto_bps, next_look_at)
    select
      declared.key, declared.app_id, declared.platform, declared.audience, declared.channel, declared.bps,
      case when declared.channel is not null then clock_timestamp() end
    from declared
    on conflict (component_key) do update
    set
      app_id = excluded.app_id,
      platform = excluded.platform,
      audience = excluded.audience,
      auto_channel = excluded.auto_channel,
      auto_bps = excluded.auto_bps,
      -- whoever looks right now was told of what is no longer asked for
      lease_token = null,
      leased_at = null,
      leased_until = null,
      -- what was known of another app is not known of this one
      hinted_at = case when known.app_id = excluded.app_id then known.hinted_at end,
      next_look_at = case
        when excluded.auto_channel is not null then clock_timestamp()
        when known.app_id = excluded.app_id and known.hinted_at is not null then known.next_look_at
      end
    where row(known.app_id, known.platform, known.audience, known.auto_channel, known.auto_bps)
      is distinct from row(excluded.app_id, excluded.platform, excluded.audience, excluded.auto_channel, excluded.auto_bps)
    returning known.*
  )
  insert into ship_private.audit_inbox (actor, action, subject, detail)
  select
    ship_private.current_actor(), 'store_app.declared', changed.component_key,
    jsonb_build_object(
      'app_id', changed.app_id, 'platform', changed.platform, 'audience', changed.audience,
      'auto_channel', changed.auto_channel, 'auto_bps', changed.auto_bps
    )
  from changed
  order by changed.component_key;
end;
$$;

revoke all on function ship_private.declare_store_apps(jsonb) from public, anon, authenticated, service_role;

comment on function ship_private.declare_store_apps(jsonb) is
  'The apps of a manifest that a store gives out. A change is chained; an app whose builds are announced by themselves is looked at next.';
