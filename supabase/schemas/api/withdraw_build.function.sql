create function ship.withdraw_build(
  component text,
  build bigint,
  reason text,
  actor text default null
)
returns jsonb
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return ship_private.withdraw_build(
    withdraw_build.component,
    withdraw_build.build,
    withdraw_build.reason,
    withdraw_build.actor
  );
exception
  -- without Postgres' detail, which shows the row
  when integrity_constraint_violation then
    raise exception using errcode = sqlstate, message = sqlerrm;
end;
$$;

revoke all on function ship.withdraw_build(text, bigint, text, text) from public, anon, authenticated, service_role;
grant execute on function ship.withdraw_build(text, bigint, text, text) to service_role;

comment on function ship.withdraw_build(text, bigint, text, text) is
  'Takes a build back on every channel, for good.';
