create function ship.abandon_ship(ship uuid, holder text, reason text, force boolean default false)
returns boolean
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return ship_private.abandon_ship(
    abandon_ship.ship,
    abandon_ship.holder,
    abandon_ship.reason,
    abandon_ship.force
  );
exception
  -- without Postgres' detail, which shows the row
  when integrity_constraint_violation then
    raise exception using errcode = sqlstate, message = sqlerrm;
end;
$$;

revoke all on function ship.abandon_ship(uuid, text, text, boolean) from public, anon, authenticated, service_role;
grant execute on function ship.abandon_ship(uuid, text, text, boolean) to service_role;

comment on function ship.abandon_ship(uuid, text, text, boolean) is
  'Ends a ship whose holder is gone, with a reason.';
