create function ship.environment_status()
returns jsonb
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  return ship_private.environment_status();
end;
$$;

revoke all on function ship.environment_status() from public, anon, authenticated, service_role;
grant execute on function ship.environment_status() to service_role;

comment on function ship.environment_status() is
  'What runs where, and what is under way.';
