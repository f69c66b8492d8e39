create function ship_private.unpushed_topics(before timestamptz)
returns table (topic text, apns_environment text)
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  return query
  select topics.topic, apns.environment
  from (
    select distinct component_topics.topic
    from ship.component_topics
  ) as topics
  cross join (values ('production'), ('sandbox')) as apns (environment)
  -- A run of then had no key, and none since has asked anybody. Null where there was no such run: a project that announced nothing for
  -- so long keeps its devices, and so does one whose key was lost only now.
  where (
    select bool_and(runs.device_count = 0)
    from ship.push_runs as runs
    where runs.topic = topics.topic
      and runs.apns_environment = apns.environment
      and runs.id >= (
        select max(unable.id)
        from ship.push_runs as unable
        where unable.topic = topics.topic
          and unable.apns_environment = apns.environment
          and unable.stop_reason = 'not_configured'
          and unable.created_at < unpushed_topics.before
      )
  );
end;
$$;

revoke all on function ship_private.unpushed_topics(timestamptz) from public, anon, authenticated, service_role;

comment on function ship_private.unpushed_topics(timestamptz) is
  'Topics and APNs environments of which a run before then had no key, and none since has asked anybody: no answer of APNs ever ends their tokens.';
