create function ship_private.create_deliveries(announcement_id uuid, seq bigint)
returns boolean
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  insert into ship.deliveries (announcement_id, seq, transport, kind, component_key, channel)
  select
    create_deliveries.announcement_id, create_deliveries.seq, transports.transport, transports.kind,
    changes.component_key, changes.channel
  from ship.transports
  left join ship.announced_changes as changes
    on transports.kind = 'broadcast'
    and changes.announcement_id = create_deliveries.announcement_id
  where transports.is_on
    and transports.kind <> 'push'
    -- chats and webhooks hear what everybody may have
    and (transports.kind = 'broadcast' or exists (
      select
      from ship.announced_changes
      where announced_changes.announcement_id = create_deliveries.announcement_id
        and announced_changes.channel = 'live'
        and announced_changes.event = 'build-available'
    ));

  -- A component that should have an app but names no topic fails here, visibly, and keeps nobody else waiting.
  insert into ship.deliveries (
    announcement_id, seq, transport, kind, component_key, channel, state, last_error, finished_at
  )
  select
    create_deliveries.announcement_id, create_deliveries.seq, transports.transport, transports.kind,
    components.key, changes.channel,
    case when topics.has_topic then 'pending' else 'failed' end,
    case when not topics.has_topic then 'topic_missing' end,
    case when not topics.has_topic then clock_timestamp() end
  from ship.announced_changes as changes
  join ship.components on components.key = changes.component_key
  join ship.transports on transports.kind = 'push' and transports.is_on
  cross join lateral (
    select exists (
      select
      from ship.component_topics
      where component_topics.component_key = components.key
    ) as has_topic
  ) as topics
  where changes.announcement_id = create_deliveries.announcement_id
    and changes.event <> 'policy-changed'
    and (components.kind = 'ios' or topics.has_topic);
  if not found then
    return false;
  end if;

  insert into ship.push_runs (
    delivery_id, seq, component_key, channel, build, salt, from_bps, to_bps, told_until,
    topic, apns_key, apns_environment, bound_id, mature_through_id
  )
  select
    deliveries.id, deliveries.seq, topics.component_key, deliveries.channel,
    changes.build, changes.salt, coalesce(step.to_bps, 0), changes.bps, step.announced_at,
    topics.topic, topics.apns_key, apns.environment,
    bound.id,
    -- "older than the last finished run that told everybody"; on the first run every device counts
    coalesce(
      (
        select push_runs.bound_id
        from ship.push_runs
        where push_runs.topic = topics.topic
          and push_runs.component_key = topics.component_key
          and push_runs.apns_environment = apns.environment
          and push_runs.state = 'finished'
          and push_runs.to_bps = 10000
          and push_runs.channel >= deliveries.channel
        order by push_runs.id desc
        limit 1
      ),
      bound.id
    )
  from ship.deliveries
  join ship.announced_changes as changes
    on changes.announcement_id = deliveries.announcement_id
    and changes.component_key = deliveries.component_key
    and changes.channel = deliveries.channel
  join ship.component_topics as topics on topics.component_key = deliveries.component_key
  cross join (values ('production'), ('sandbox')) as apns (environment)
  left join lateral (
    select told.to_bps, announcements.announced_at
    from ship_private.last_told_step(changes.salt, topics.topic, apns.environment) as told
    join ship.announcements on announcements.seq = told.seq
  ) as step on changes.salt is not null
  cross join (
    -- the sequence knows rows that are not visible yet, the rows know what came past the sequence (a restore, an import)
    select greatest(
      case when is_called then last_value else 0 end,
      (select max(devices.id) from ship.device_push_tokens as devices)
    ) as id
    from ship.device_push_tokens_id_seq
  ) as bound
  where deliveries.announcement_id = create_deliveries.announcement_id
    and deliveries.kind = 'push'
    and deliveries.state = 'pending'
  order by topics.topic, apns.environment;
  return found;
end;
$$;

revoke all on function ship_private.create_deliveries(uuid, bigint) from public, anon, authenticated, service_role;

comment on function ship_private.create_deliveries(uuid, bigint) is
  'A broadcast and a push delivery per change, one per chat and webhook; one push run per topic and APNs environment; whether there is anything to push.';
