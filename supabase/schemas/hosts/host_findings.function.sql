create function ship_private.host_findings(environment text, declared jsonb)
returns table (code text, place text, host text, message text)
language sql
stable
security invoker
set search_path = ''
as $$
  with wanted as (
    select
      entry.key as environment,
      entry.value ->> 'branch' as branch,
      entry.value ->> 'sha' as sha,
      (entry.value ->> 'since')::timestamptz as since,
      coalesce(entry.value -> 'hosts', '[]') as names
    from jsonb_each(host_findings.declared) as entry
    where host_findings.environment is null
      or entry.key = host_findings.environment
  ),
  seen as (
    select
      hosts,
      hosts.environment,
      hosts.host,
      ship_private.host_line(hosts) as line,
      coalesce(wanted.branch, hosts.detail ->> 'follows') as branch,
      wanted.sha,
      wanted.since,
      wanted.environment is null or wanted.names ? hosts.host as is_declared,
      hosts.last_seen_at < clock_timestamp() - host_policy.silent_after as is_silent,
      clock_timestamp() - host_policy.late_after as late_before
    from ship.hosts
    cross join ship.host_policy
    left join wanted on wanted.environment = hosts.environment
    where (host_findings.environment is null or hosts.environment = host_findings.environment)
      and (host_findings.declared = '{}' or wanted.environment is not null)
  )
  select 'missing', wanted.environment, name, format('%s in %s has never said what it runs', name, wanted.environment)
  from wanted
  cross join jsonb_array_elements_text(wanted.names) as name
  where not exists (
    select
    from ship.hosts
    where hosts.environment = wanted.environment
      and hosts.host = name
  )
  union all
  select found.code, seen.environment, seen.host, found.message
  from seen
  cross join lateral (
    values
      -- one that was taken out of version.json may fall silent
      ('silent', seen.is_declared and seen.is_silent,
        format('%s in %s was last heard at %s UTC; then: %s', seen.host, seen.environment,
          to_char((seen.hosts).last_seen_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI'), seen.line)),
      ('undeclared', not seen.is_declared and not seen.is_silent,
        format('%s, and version.json names no such host there', seen.line)),
      ('branch', seen.is_declared and (seen.hosts).branch <> seen.branch,
        format('%s; it should run %s', seen.line, seen.branch)),
      ('dirty', seen.is_declared and (seen.hosts).is_dirty, seen.line),
      ((seen.hosts).state, seen.is_declared and (seen.hosts).state in ('failed', 'moved', 'rewritten', 'offline'), seen.line),
      ('sha', seen.is_declared and not seen.is_silent and seen.sha <> (seen.hosts).sha and (seen.hosts).state <> 'deploying'
          and coalesce(seen.since < seen.late_before, true),
        format('%s; %s is at %s', seen.line, seen.branch, left(seen.sha, 12)))
  ) as found (code, is_found, message)
  where found.is_found;
$$;

revoke all on function ship_private.host_findings(text, jsonb) from public, anon, authenticated, service_role;

comment on function ship_private.host_findings(text, jsonb) is
  'Where hosts are not as declared: missing, silent, another branch or commit, changes that nobody committed, and what they could not do.';
