create function ship.reserve_release(
  ship uuid,
  token bigint,
  component text,
  version text,
  tag text,
  build bigint
)
returns jsonb
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return ship_private.reserve_release(
    reserve_release.ship,
    reserve_release.token,
    reserve_release.component,
    reserve_release.version,
    reserve_release.tag,
    reserve_release.build
  );
exception
  -- without Postgres' detail, which shows the row
  when integrity_constraint_violation then
    raise exception using errcode = sqlstate, message = sqlerrm;
end;
$$;

revoke all on function ship.reserve_release(uuid, bigint, text, text, text, bigint) from public, anon, authenticated, service_role;
grant execute on function ship.reserve_release(uuid, bigint, text, text, text, bigint) to service_role;

comment on function ship.reserve_release(uuid, bigint, text, text, text, bigint) is
  'Reserves a version, its tag and its build for a component of a ship, for good.';
