create function ship_private.apply_definitions(manifest jsonb, wanted ship_private.manifest_entry[])
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  update ship.manifest_head
  set name = apply_definitions.manifest ->> 'name'
  where manifest_head.name <> apply_definitions.manifest ->> 'name';

  insert into ship.components as components (
    key, position, label, name, kind, host, path, description, version, has_store, store_url, build
  )
  select
    entry.key, entry.position, entry.label, entry.name, entry.kind, entry.host, entry.path, entry.description,
    entry.version, entry.has_store, entry.store_url, entry.build
  from unnest(apply_definitions.wanted) as entry
  where entry.previous is null;

  update ship.components
  set
    position = entry.position,
    label = entry.label,
    name = entry.name,
    kind = entry.kind,
    host = entry.host,
    path = entry.path,
    description = entry.description,
    version = entry.version,
    has_store = entry.has_store,
    store_url = entry.store_url,
    retired_at = null
  from unnest(apply_definitions.wanted) as entry
  where components.key = entry.key
    and row(
      components.position, components.label, components.name, components.kind, components.host, components.path,
      components.description, components.version, components.has_store, components.store_url, components.retired_at
    ) is distinct from row(
      entry.position, entry.label, entry.name, entry.kind, entry.host, entry.path,
      entry.description, entry.version, entry.has_store, entry.store_url, null::timestamptz
    );

  insert into ship.component_topics as topics (component_key, topic, apns_key)
  select distinct entry.key, topic, entry.apns_key
  from unnest(apply_definitions.wanted) as entry
  cross join lateral unnest(entry.topics) as topic
  on conflict (component_key, topic) do update
  set apns_key = excluded.apns_key
  where topics.apns_key <> excluded.apns_key;

  delete from ship.push_templates
  using unnest(apply_definitions.wanted) as entry
  where push_templates.component_key = entry.key
    and not entry.alerts ? push_templates.channel::text;

  insert into ship.push_templates as known (component_key, channel, title, body, title_loc_key, loc_key)
  select
    entry.key, alert.key::ship.release_channel,
    alert.value ->> 'title', alert.value ->> 'body', alert.value ->> 'title_loc_key', alert.value ->> 'loc_key'
  from unnest(apply_definitions.wanted) as entry
  cross join lateral jsonb_each(entry.alerts) as alert
  on conflict (component_key, channel) do update
  set title = excluded.title, body = excluded.body, title_loc_key = excluded.title_loc_key, loc_key = excluded.loc_key
  where row(known.title, known.body, known.title_loc_key, known.loc_key)
    is distinct from row(excluded.title, excluded.body, excluded.title_loc_key, excluded.loc_key);

  -- A topic that left the manifest stays while devices are registered for it: they still want to be told.
  delete from ship.component_topics
  using unnest(apply_definitions.wanted) as entry
  where component_topics.component_key = entry.key
    and component_topics.topic <> all (entry.topics)
    and not exists (
      select
      from ship.device_push_tokens
      where device_push_tokens.component_key = component_topics.component_key
        and device_push_tokens.topic = component_topics.topic
    );
end;
$$;

revoke all on function ship_private.apply_definitions(jsonb, ship_private.manifest_entry[])
  from public, anon, authenticated, service_role;

comment on function ship_private.apply_definitions(jsonb, ship_private.manifest_entry[]) is
  'Writes definition columns, topics and what pushes say where they differ; a new component starts at its build as a baseline.';
