create function ship_private.manifest_problems(manifest jsonb, only_components text[])
returns text[]
language plpgsql
stable
security invoker
set search_path = ''
as $$
declare
  v_components jsonb := manifest_problems.manifest -> 'components';
  v_problems text[];
begin
  if (jsonb_typeof(v_components) = 'object') is not true or v_components = '{}' then
    return array['components must be an object with at least one component'];
  end if;

  select array_agg(format('%s: %s', entry.key, problem.text) order by entry.key, problem.text)
  into v_problems
  from jsonb_each(v_components) as entry
  cross join lateral (
    select 'must be an object'
    where jsonb_typeof(entry.value) <> 'object'
    union all
    select 'the key must be lower case, digits and dashes, at most 48 characters'
    where entry.key !~ '^[a-z][a-z0-9-]{0,47}$'
    union all
    select 'build must be a whole number from 0 to 9007199254740991'
    where jsonb_typeof(entry.value) = 'object'
      and case
        when jsonb_typeof(entry.value -> 'build') = 'number'
          then (entry.value ->> 'build')::numeric not between 0 and 9007199254740991
            or (entry.value ->> 'build')::numeric <> trunc((entry.value ->> 'build')::numeric)
        else true
      end
    union all
    select 'name must be a text of 1 to 100 characters'
    where jsonb_typeof(entry.value) = 'object'
      and (jsonb_typeof(entry.value -> 'name') = 'string' and char_length(entry.value ->> 'name') between 1 and 100) is not true
    union all
    select 'label must be a text of 1 to 48 characters'
    where entry.value -> 'label' is not null
      and (jsonb_typeof(entry.value -> 'label') = 'string' and char_length(entry.value ->> 'label') between 1 and 48) is not true
    union all
    select 'kind must be one of ios, android, web, server, database, cli, desktop, library'
    where jsonb_typeof(entry.value) = 'object'
      and (entry.value ->> 'kind' in ('ios', 'android', 'web', 'server', 'database', 'cli', 'desktop', 'library')) is not true
    union all
    select 'apns.topics must be a list of bundle ids'
    where entry.value #> '{apns,topics}' is not null
      and case
        when jsonb_typeof(entry.value #> '{apns,topics}') = 'array' then exists (
          select
          from jsonb_array_elements(entry.value #> '{apns,topics}') as topic
          where (jsonb_typeof(topic) = 'string' and topic #>> '{}' ~ '^[A-Za-z0-9][A-Za-z0-9.-]{0,154}$') is not true
        )
        else true
      end
    union all
    select 'apns.alerts must name channels (alpha, beta, rc, live), each an object of texts with title or title_loc_key, body or loc_key'
    where entry.value #> '{apns,alerts}' is not null
      and case
        when jsonb_typeof(entry.value #> '{apns,alerts}') = 'object' then exists (
          select
          from jsonb_each(entry.value #> '{apns,alerts}') as alert
          where alert.key not in ('alpha', 'beta', 'rc', 'live')
            or case
              when jsonb_typeof(alert.value) = 'object' then alert.value = '{}' or exists (
                select
                from jsonb_each(alert.value) as field
                where field.key not in ('title', 'body', 'title_loc_key', 'loc_key')
                  or jsonb_typeof(field.value) <> 'string'
                  or field.value #>> '{}' = ''
              )
              else true
            end
        )
        else true
      end
    union all
    select 'apns.key must be lower case, digits, dashes and underscores, at most 48 characters'
    where entry.value #> '{apns,key}' is not null
      and (entry.value #>> '{apns,key}' ~ '^[a-z][a-z0-9_-]{0,47}$') is not true
    union all
    select 'store needs a numeric app_id or an https url'
    where entry.value -> 'store' is not null
      and ship_private.store_url(entry.value -> 'store') is null
    union all
    select 'store.platform must be one of ios, macos, tvos, visionos'
    where entry.value #> '{store,platform}' is not null
      and (entry.value #>> '{store,platform}' in ('ios', 'macos', 'tvos', 'visionos')) is not true
    union all
    select 'store.audience must be internal or external'
    where entry.value #> '{store,audience}' is not null
      and (entry.value #>> '{store,audience}' in ('internal', 'external')) is not true
    union all
    select 'store.auto must be true, false, or an object with a channel (alpha, beta, rc, live) and a percent from 0.01 to 100'
    where entry.value #> '{store,auto}' is not null
      and case jsonb_typeof(entry.value #> '{store,auto}')
        when 'boolean' then false
        when 'object' then
          (coalesce(entry.value #>> '{store,auto,channel}', 'live') in ('alpha', 'beta', 'rc', 'live')) is not true
          or case jsonb_typeof(coalesce(entry.value #> '{store,auto,percent}', '100'))
            when 'number' then (coalesce(entry.value #>> '{store,auto,percent}', '100')::numeric between 0.01 and 100) is not true
            else true
          end
        else true
      end
  ) as problem (text);

  v_problems := v_problems || array(
    select distinct format('%s: is not in the manifest', coalesce(named.key, 'null'))
    from unnest(manifest_problems.only_components) as named (key)
    where (v_components ? named.key) is not true
    order by 1
  );
  if manifest_problems.manifest -> 'order' is not null and jsonb_typeof(manifest_problems.manifest -> 'order') <> 'array' then
    v_problems := v_problems || 'order must be a list of component keys'::text;
  elsif exists (
    select
    from jsonb_array_elements(manifest_problems.manifest -> 'order') as place
    group by place
    having count(*) > 1
  ) then
    v_problems := v_problems || 'order must name each component once'::text;
  end if;
  if (char_length(manifest_problems.manifest ->> 'name') between 1 and 100) is not true then
    v_problems := v_problems || 'name must be a text of 1 to 100 characters'::text;
  end if;
  return v_problems;
end;
$$;

revoke all on function ship_private.manifest_problems(jsonb, text[]) from public, anon, authenticated, service_role;

comment on function ship_private.manifest_problems(jsonb, text[]) is 'Everything that is wrong with a manifest, one sentence each.';
