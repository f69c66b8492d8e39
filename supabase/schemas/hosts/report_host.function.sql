create function ship_private.report_host(
  environment text,
  host text,
  branch text,
  sha text,
  is_dirty boolean,
  state text,
  detail jsonb,
  actor text
)
returns jsonb
language plpgsql
volatile
security definer
set search_path = ''
as $$
#variable_conflict use_column
-- definer: because hosts are written by nobody directly
declare
  v_before ship.hosts;
  v_host ship.hosts;
  v_told jsonb;
begin
  -- the key is arbitrary; two reports of the same host wait for each other, those of others do not
  perform pg_catalog.pg_advisory_xact_lock(7548, pg_catalog.hashtext(report_host.environment || ' ' || report_host.host));
  select *
  into v_before
  from ship.hosts
  where hosts.environment = report_host.environment
    and hosts.host = report_host.host;

  insert into ship.hosts as known (environment, host, branch, sha, is_dirty, state, detail)
  values (
    report_host.environment, report_host.host, report_host.branch, report_host.sha, report_host.is_dirty, report_host.state,
    coalesce(report_host.detail, '{}')
  )
  on conflict (environment, host) do update
  set
    branch = excluded.branch,
    sha = excluded.sha,
    is_dirty = excluded.is_dirty,
    state = excluded.state,
    detail = excluded.detail,
    changed_at = case
      when (known.branch, known.sha, known.is_dirty, known.state) is distinct from (excluded.branch, excluded.sha, excluded.is_dirty, excluded.state)
        then clock_timestamp()
      else known.changed_at
    end,
    last_seen_at = clock_timestamp()
  returning * into v_host;

  -- a remote that comes and goes, and a deploy that has begun, are no news
  v_told := jsonb_build_object('branch', v_host.branch, 'sha', v_host.sha, 'is_dirty', v_host.is_dirty, 'state', v_host.state);
  if v_host.state not in ('offline', 'deploying') and v_told is distinct from v_host.told then
    update ship.hosts
    set told = v_told
    where hosts.environment = v_host.environment
      and hosts.host = v_host.host;
    perform ship_private.act_as(report_host.actor);
    insert into ship_private.audit_inbox (actor, action, subject, detail)
    values (
      ship_private.current_actor(), 'host.' || v_host.state, v_host.environment || '/' || v_host.host,
      v_told || jsonb_strip_nulls(jsonb_build_object('before', nullif(v_host.told, '{}'), 'why', v_host.detail -> 'why'))
    );
    perform ship_private.act_as(null);
    perform ship_private.notify_chats_of_news('hosts', jsonb_build_array(ship_private.host_line(v_host)));
  end if;
  return ship_private.describe_host(v_host, interval '1 year') || jsonb_build_object('is_new', v_before.host is null);
end;
$$;

revoke all on function ship_private.report_host(text, text, text, text, boolean, text, jsonb, text) from public, anon, authenticated, service_role;
grant execute on function ship_private.report_host(text, text, text, text, boolean, text, jsonb, text) to service_role;

comment on function ship_private.report_host(text, text, text, text, boolean, text, jsonb, text) is
  'What a host runs now. The audit log and the chat hear of another branch, commit or state, not of every time that it is said.';
