create function ship.record_keys(
  name text,
  kind text,
  live jsonb,
  actor text default null
)
returns integer
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return ship_private.record_keys(
    record_keys.name,
    record_keys.kind,
    record_keys.live,
    record_keys.actor
  );
exception
  -- without Postgres' detail, which shows the row
  when integrity_constraint_violation then
    raise exception using errcode = sqlstate, message = sqlerrm;
end;
$$;

revoke all on function ship.record_keys(text, text, jsonb, text) from public, anon, authenticated, service_role;
grant execute on function ship.record_keys(text, text, jsonb, text) to service_role;

comment on function ship.record_keys(text, text, jsonb, text) is
  'Writes down which keys are accepted under a name, by how they begin and their digests: from then on their age is known.';
