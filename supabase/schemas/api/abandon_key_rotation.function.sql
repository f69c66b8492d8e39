create function ship.abandon_key_rotation(
  rotation bigint,
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
  return ship_private.abandon_key_rotation(
    abandon_key_rotation.rotation,
    abandon_key_rotation.reason,
    abandon_key_rotation.actor
  );
exception
  -- without Postgres' detail, which shows the row
  when integrity_constraint_violation then
    raise exception using errcode = sqlstate, message = sqlerrm;
end;
$$;

revoke all on function ship.abandon_key_rotation(bigint, text, text) from public, anon, authenticated, service_role;
grant execute on function ship.abandon_key_rotation(bigint, text, text) to service_role;

comment on function ship.abandon_key_rotation(bigint, text, text) is
  'Gives a rotation up; what is accepted stays accepted.';
