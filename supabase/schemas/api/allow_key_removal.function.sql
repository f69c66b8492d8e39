create function ship.allow_key_removal(
  rotation bigint,
  force boolean default false,
  reason text default null,
  actor text default null
)
returns jsonb
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return ship_private.allow_key_removal(
    allow_key_removal.rotation,
    allow_key_removal.force,
    allow_key_removal.reason,
    allow_key_removal.actor
  );
exception
  -- without Postgres' detail, which shows the row
  when integrity_constraint_violation then
    raise exception using errcode = sqlstate, message = sqlerrm;
end;
$$;

revoke all on function ship.allow_key_removal(bigint, boolean, text, text) from public, anon, authenticated, service_role;
grant execute on function ship.allow_key_removal(bigint, boolean, text, text) to service_role;

comment on function ship.allow_key_removal(bigint, boolean, text, text) is
  'Asks whether the old key may go: not while it is in use, unless a reason is given.';
