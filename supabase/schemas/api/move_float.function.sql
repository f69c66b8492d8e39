create function ship.move_float(
  component text,
  channel text,
  version text,
  digest_before text default null,
  digest_after text default null,
  actor text default null
)
returns jsonb
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return ship_private.move_float(
    move_float.component,
    move_float.channel,
    move_float.version,
    move_float.digest_before,
    move_float.digest_after,
    move_float.actor
  );
exception
  -- without Postgres' detail, which shows the row
  when integrity_constraint_violation then
    raise exception using errcode = sqlstate, message = sqlerrm;
end;
$$;

revoke all on function ship.move_float(text, text, text, text, text, text) from public, anon, authenticated, service_role;
grant execute on function ship.move_float(text, text, text, text, text, text) to service_role;

comment on function ship.move_float(text, text, text, text, text, text) is
  'Records that the floating name of a channel names another version.';
