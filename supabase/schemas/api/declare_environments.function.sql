create function ship.declare_environments(
  environments jsonb,
  commit_sha text default null,
  actor text default null
)
returns jsonb
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return ship_private.declare_environments(
    declare_environments.environments,
    declare_environments.commit_sha,
    declare_environments.actor
  );
exception
  -- without Postgres' detail, which shows the row
  when integrity_constraint_violation then
    raise exception using errcode = sqlstate, message = sqlerrm;
end;
$$;

revoke all on function ship.declare_environments(jsonb, text, text) from public, anon, authenticated, service_role;
grant execute on function ship.declare_environments(jsonb, text, text) to service_role;

comment on function ship.declare_environments(jsonb, text, text) is
  'Says which environments there are; the same twice changes nothing.';
