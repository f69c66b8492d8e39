create function ship.report_host(
  environment text,
  host text,
  branch text,
  sha text,
  is_dirty boolean,
  state text,
  detail jsonb default '{}',
  actor text default null
)
returns jsonb
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return ship_private.report_host(
    report_host.environment,
    report_host.host,
    report_host.branch,
    report_host.sha,
    report_host.is_dirty,
    report_host.state,
    report_host.detail,
    report_host.actor
  );
exception
  -- without Postgres' detail, which shows the row
  when integrity_constraint_violation then
    raise exception using errcode = sqlstate, message = sqlerrm;
end;
$$;

revoke all on function ship.report_host(text, text, text, text, boolean, text, jsonb, text) from public, anon, authenticated, service_role;
grant execute on function ship.report_host(text, text, text, text, boolean, text, jsonb, text) to service_role;

comment on function ship.report_host(text, text, text, text, boolean, text, jsonb, text) is
  'Says which branch and commit a host runs, and how it stands with it.';
