create function ship.link_repository(repository text, adopt boolean default false, actor text default null)
returns jsonb
language sql
volatile
security invoker
set search_path = ''
return ship_private.link_repository(link_repository.repository, link_repository.adopt, link_repository.actor);

revoke all on function ship.link_repository(text, boolean, text) from public, anon, authenticated, service_role;
grant execute on function ship.link_repository(text, boolean, text) to service_role;

comment on function ship.link_repository(text, boolean, text) is
  'Links the control plane to the one repository that ships here.';
