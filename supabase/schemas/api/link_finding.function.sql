create function ship.link_finding(
  source text,
  key text,
  issue_url text
)
returns boolean
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return ship_private.link_finding(
    link_finding.source,
    link_finding.key,
    link_finding.issue_url
  );
exception
  -- without Postgres' detail, which shows the row
  when integrity_constraint_violation then
    raise exception using errcode = sqlstate, message = sqlerrm;
end;
$$;

revoke all on function ship.link_finding(text, text, text) from public, anon, authenticated, service_role;
grant execute on function ship.link_finding(text, text, text) to service_role;

comment on function ship.link_finding(text, text, text) is
  'Records where a finding is tracked.';
