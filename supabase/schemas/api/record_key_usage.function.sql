create function ship.record_key_usage(
  counts jsonb
)
returns bigint
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return ship_private.record_key_usage(
    record_key_usage.counts
  );
exception
  -- without Postgres' detail, which shows the row
  when integrity_constraint_violation then
    raise exception using errcode = sqlstate, message = sqlerrm;
end;
$$;

revoke all on function ship.record_key_usage(jsonb) from public, anon, authenticated, service_role;
grant execute on function ship.record_key_usage(jsonb) to service_role;

comment on function ship.record_key_usage(jsonb) is
  'Adds counts of requests to this hour, by how their keys begin: for functions, and for a team''s own API, which counts and calls this now and then.';
