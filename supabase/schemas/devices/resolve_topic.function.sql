create function ship_private.resolve_topic(component text, topic text)
returns text
language plpgsql
stable
security invoker
set search_path = ''
as $$
declare
  v_topics text[];
begin
  select array_agg(component_topics.topic)
  into v_topics
  from ship.components
  left join ship.component_topics on component_topics.component_key = components.key
  where components.key = resolve_topic.component;

  if v_topics is null then
    raise exception using
      errcode = 'PT422',
      message = 'component_unknown',
      detail  = format('there is no component %s', resolve_topic.component),
      hint    = 'Register for a component of the manifest.';
  end if;

  if resolve_topic.topic is null then
    if array_length(v_topics, 1) = 1 and v_topics[1] is not null then
      return v_topics[1];
    end if;
    raise exception using
      errcode = 'PT422',
      message = 'topic_required',
      detail  = format('%s has no single topic', resolve_topic.component),
      hint    = 'Send the app''s bundle id as topic.';
  end if;

  if (resolve_topic.topic = any (v_topics)) is not true then
    raise exception using
      errcode = 'PT422',
      message = 'topic_unknown',
      detail  = format('%s is not a topic of %s', resolve_topic.topic, resolve_topic.component),
      hint    = 'Add the bundle id to apns.topics of the component in version.json and sync.';
  end if;
  return resolve_topic.topic;
end;
$$;

revoke all on function ship_private.resolve_topic(text, text) from public, anon, authenticated, service_role;

comment on function ship_private.resolve_topic(text, text) is 'The topic a device registers for: one of the component''s, or its only one when none is named.';
