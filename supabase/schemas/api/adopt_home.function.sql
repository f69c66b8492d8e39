create function ship.adopt_home(reason text, actor text default null)
returns jsonb
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return ship_private.adopt_home(adopt_home.reason, adopt_home.actor);
exception
  -- without Postgres' detail, which shows the row
  when integrity_constraint_violation then
    raise exception using errcode = sqlstate, message = sqlerrm;
end;
$$;

revoke all on function ship.adopt_home(text, text) from public, anon, authenticated, service_role;
grant execute on function ship.adopt_home(text, text) to service_role;

comment on function ship.adopt_home(text, text) is
  'Says by hand that this project, which was restored or copied, is where these rows are at home now.';
