create function ship.open_step(
  title text,
  detail text default null,
  environment text default null,
  component text default null,
  actor text default null
)
returns jsonb
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return ship_private.open_step(
    open_step.title,
    open_step.detail,
    open_step.environment,
    open_step.component,
    open_step.actor
  );
exception
  -- without Postgres' detail, which shows the row
  when integrity_constraint_violation then
    raise exception using errcode = sqlstate, message = sqlerrm;
end;
$$;

revoke all on function ship.open_step(text, text, text, text, text) from public, anon, authenticated, service_role;
grant execute on function ship.open_step(text, text, text, text, text) to service_role;

comment on function ship.open_step(text, text, text, text, text) is
  'Opens a step that somebody has to do by hand, outside of any pull request.';
