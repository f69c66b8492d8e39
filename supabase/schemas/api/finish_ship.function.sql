create function ship.finish_ship(ship uuid, token bigint, outcome text, reason text default null)
returns boolean
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return ship_private.finish_ship(
    finish_ship.ship,
    finish_ship.token,
    finish_ship.outcome,
    finish_ship.reason
  );
exception
  -- without Postgres' detail, which shows the row
  when integrity_constraint_violation then
    raise exception using errcode = sqlstate, message = sqlerrm;
end;
$$;

revoke all on function ship.finish_ship(uuid, bigint, text, text) from public, anon, authenticated, service_role;
grant execute on function ship.finish_ship(uuid, bigint, text, text) to service_role;

comment on function ship.finish_ship(uuid, bigint, text, text) is
  'The holder ends its ship and gives everything back.';
