create function ship_private.record_findings(source text, findings jsonb, actor text)
returns jsonb
language plpgsql
volatile
security definer
set search_path = ''
as $$
#variable_conflict use_column
-- definer: because findings are written by nobody directly
declare
  c_most constant integer := 500;
  v_now timestamptz;
  v_keys text[];
  v_opened jsonb;
  v_healed jsonb;
  v_constraint text;
begin
  if jsonb_typeof(record_findings.findings) is distinct from 'array'
    or jsonb_array_length(record_findings.findings) > c_most
    or jsonb_path_exists(record_findings.findings, 'strict $[*] ? (@.type() != "object")', silent => true)
  then
    raise exception using
      errcode = 'PT422',
      message = 'findings_invalid',
      detail  = format('findings are a list of at most %s objects', c_most),
      hint    = 'Each has a key and a message, and may have a detail: [{"key", "message", "detail"}].';
  end if;
  perform ship_private.lock_releases();
  v_now := clock_timestamp();

  begin
    -- first_seen_at is now of those that were not open a moment ago
    insert into ship.invariants as known (source, key, message, detail, first_seen_at, last_seen_at)
    select
      record_findings.source, finding ->> 'key', finding ->> 'message',
      coalesce(nullif(finding -> 'detail', 'null'), '{}'), v_now, v_now
    from jsonb_array_elements(record_findings.findings) as finding
    on conflict (source, key) do update
    set
      message = excluded.message,
      detail = excluded.detail,
      last_seen_at = excluded.last_seen_at,
      first_seen_at = case when known.healed_at is null then known.first_seen_at else excluded.first_seen_at end,
      -- what broke again is another story than the one that was closed
      issue_url = case when known.healed_at is null then known.issue_url end,
      healed_at = null;
  exception
    -- a key that is named twice can't be updated twice (21000)
    when check_violation or not_null_violation or cardinality_violation then
      get stacked diagnostics v_constraint = constraint_name;
      raise exception using
        errcode = 'PT422',
        message = 'findings_invalid',
        detail  = coalesce(nullif(v_constraint, ''), 'each finding needs a source, a key of its own and a message'),
        hint    = 'Nothing was recorded. Correct what is named.';
  end;
  v_keys := array(select finding ->> 'key' from jsonb_array_elements(record_findings.findings) as finding);

  select coalesce(jsonb_agg(ship_private.describe_finding(invariants) order by invariants.key), '[]')
  into v_opened
  from ship.invariants
  where invariants.source = record_findings.source
    and invariants.key = any (v_keys)
    and invariants.first_seen_at = v_now;

  with healed as (
    update ship.invariants
    set healed_at = v_now
    where invariants.source = record_findings.source
      and invariants.healed_at is null
      and invariants.key <> all (v_keys)
    returning invariants.*
  )
  select coalesce(jsonb_agg(ship_private.describe_finding(healed.*::ship.invariants) order by healed.key), '[]')
  into v_healed
  from healed;

  perform ship_private.act_as(record_findings.actor);
  insert into ship_private.audit_inbox (actor, action, subject, detail)
  select
    ship_private.current_actor(), 'finding.' || news.action, record_findings.source,
    jsonb_build_object('key', news.finding -> 'key', 'message', news.finding -> 'message')
  from (
    select 'opened' as action, opened.finding
    from jsonb_array_elements(v_opened) as opened (finding)
    union all
    select 'healed', healed.finding
    from jsonb_array_elements(v_healed) as healed (finding)
  ) as news
  order by news.action desc, news.finding ->> 'key';
  perform ship_private.act_as(null);

  if v_opened <> '[]' or v_healed <> '[]' then
    perform ship_private.notify_chats_of_findings(record_findings.source, v_opened, v_healed);
  end if;
  return jsonb_build_object(
    'opened', v_opened,
    'healed', v_healed,
    'open', (
      select coalesce(jsonb_agg(ship_private.describe_finding(invariants) order by invariants.key), '[]')
      from ship.invariants
      where invariants.source = record_findings.source
        and invariants.healed_at is null
    )
  );
end;
$$;

revoke all on function ship_private.record_findings(text, jsonb, text) from public, anon, authenticated, service_role;
grant execute on function ship_private.record_findings(text, jsonb, text) to service_role;

comment on function ship_private.record_findings(text, jsonb, text) is
  'Everything that a source of checks finds broken now: what it does not name has healed. What opened and what healed goes to the log and the chat once.';
