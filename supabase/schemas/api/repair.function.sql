create function ship.repair(project_url text, wake_token text)
returns jsonb
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return ship_private.repair(repair.project_url, repair.wake_token);
exception
  -- without Postgres' detail, which shows the row
  when integrity_constraint_violation then
    raise exception using errcode = sqlstate, message = sqlerrm;
end;
$$;

revoke all on function ship.repair(text, text) from public, anon, authenticated, service_role;
grant execute on function ship.repair(text, text) to service_role;

comment on function ship.repair(text, text) is
  'Puts the sweep''s job and the vault''s secrets back, for example after a restore.';
