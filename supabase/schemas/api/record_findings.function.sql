create function ship.record_findings(
  source text,
  findings jsonb,
  actor text default null
)
returns jsonb
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return ship_private.record_findings(
    record_findings.source,
    record_findings.findings,
    record_findings.actor
  );
exception
  -- without Postgres' detail, which shows the row
  when integrity_constraint_violation then
    raise exception using errcode = sqlstate, message = sqlerrm;
end;
$$;

revoke all on function ship.record_findings(text, jsonb, text) from public, anon, authenticated, service_role;
grant execute on function ship.record_findings(text, jsonb, text) to service_role;

comment on function ship.record_findings(text, jsonb, text) is
  'Records all that a source of checks finds broken now: [{key, message, detail}]; what opened, what healed and what is open.';
