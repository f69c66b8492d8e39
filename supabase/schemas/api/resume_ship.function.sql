create function ship.resume_ship(ship uuid, holder text, clone_id text, force boolean default false)
returns jsonb
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return ship_private.resume_ship(resume_ship.ship, resume_ship.holder, resume_ship.clone_id, resume_ship.force);
exception
  -- without Postgres' detail, which shows the row
  when integrity_constraint_violation then
    raise exception using errcode = sqlstate, message = sqlerrm;
end;
$$;

revoke all on function ship.resume_ship(uuid, text, text, boolean) from public, anon, authenticated, service_role;
grant execute on function ship.resume_ship(uuid, text, text, boolean) to service_role;

comment on function ship.resume_ship(uuid, text, text, boolean) is
  'Takes over an unfinished ship with its journal.';
