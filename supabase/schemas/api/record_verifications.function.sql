create function ship.record_verifications(
  environment text,
  component text,
  build bigint,
  source text,
  results jsonb,
  run text,
  sha text default null,
  deployment text default null,
  actor text default null
)
returns jsonb
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return ship_private.record_verifications(
    record_verifications.environment,
    record_verifications.component,
    record_verifications.build,
    record_verifications.source,
    record_verifications.results,
    record_verifications.run,
    record_verifications.sha,
    record_verifications.deployment,
    record_verifications.actor
  );
exception
  -- without Postgres' detail, which shows the row
  when integrity_constraint_violation then
    raise exception using errcode = sqlstate, message = sqlerrm;
end;
$$;

revoke all on function ship.record_verifications(text, text, bigint, text, jsonb, text, text, text, text)
  from public, anon, authenticated, service_role;
grant execute on function ship.record_verifications(text, text, bigint, text, jsonb, text, text, text, text) to service_role;

comment on function ship.record_verifications(text, text, bigint, text, jsonb, text, text, text, text) is
  'Records what the probes of one run saw: [{probe, state, saw, ms}].';
