create function ship.begin_key_rotation(
  name text,
  kind text,
  component text default null,
  trigger text default 'routine',
  reason text default null,
  live jsonb default '[]',
  actor text default null
)
returns jsonb
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return ship_private.begin_key_rotation(
    begin_key_rotation.name,
    begin_key_rotation.kind,
    begin_key_rotation.component,
    begin_key_rotation.trigger,
    begin_key_rotation.reason,
    begin_key_rotation.live,
    begin_key_rotation.actor
  );
exception
  -- without Postgres' detail, which shows the row
  when integrity_constraint_violation then
    raise exception using errcode = sqlstate, message = sqlerrm;
end;
$$;

revoke all on function ship.begin_key_rotation(text, text, text, text, text, jsonb, text) from public, anon, authenticated, service_role;
grant execute on function ship.begin_key_rotation(text, text, text, text, text, jsonb, text) to service_role;

comment on function ship.begin_key_rotation(text, text, text, text, text, jsonb, text) is
  'Begins a rotation of a key, with the keys that are accepted now. One is open under a name at a time.';
