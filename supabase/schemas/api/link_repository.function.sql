create function ship.link_repository(repository text, adopt boolean default false, actor text default null)
returns jsonb
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return ship_private.link_repository(link_repository.repository, link_repository.adopt, link_repository.actor);
exception
  -- without Postgres' detail, which shows the row
  when integrity_constraint_violation then
    raise exception using errcode = sqlstate, message = sqlerrm;
end;
$$;

revoke all on function ship.link_repository(text, boolean, text) from public, anon, authenticated, service_role;
grant execute on function ship.link_repository(text, boolean, text) to service_role;

comment on function ship.link_repository(text, boolean, text) is
  'Links the control plane to the one repository that ships here.';
