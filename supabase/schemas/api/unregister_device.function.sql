create function ship.unregister_device(token text, topic text)
returns boolean
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return ship_private.unregister_device(unregister_device.token, unregister_device.topic);
exception
  -- without Postgres' detail, which shows the row
  when integrity_constraint_violation then
    raise exception using errcode = sqlstate, message = sqlerrm;
end;
$$;

revoke all on function ship.unregister_device(text, text) from public, anon, authenticated, service_role;
grant execute on function ship.unregister_device(text, text) to service_role;

comment on function ship.unregister_device(text, text) is
  'Erases a device; whether there was one.';
