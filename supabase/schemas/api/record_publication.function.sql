create function ship.record_publication(
  component text,
  version text,
  url text default null,
  record jsonb default null,
  actor text default null
)
returns jsonb
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return ship_private.record_publication(
    record_publication.component,
    record_publication.version,
    record_publication.url,
    record_publication.record,
    record_publication.actor
  );
exception
  -- without Postgres' detail, which shows the row
  when integrity_constraint_violation then
    raise exception using errcode = sqlstate, message = sqlerrm;
end;
$$;

revoke all on function ship.record_publication(text, text, text, jsonb, text) from public, anon, authenticated, service_role;
grant execute on function ship.record_publication(text, text, text, jsonb, text) to service_role;

comment on function ship.record_publication(text, text, text, jsonb, text) is
  'Records that a release is out, where, and what was published with it.';
