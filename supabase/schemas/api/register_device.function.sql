create function ship.register_device(
  component text,
  token text,
  apns_environment text default 'production',
  topic text default null,
  kind text default null,
  installed_build bigint default null,
  installation_id uuid default null,
  os_version text default null,
  locale text default null,
  client_address text default null,
  channel text default null
)
returns jsonb
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return ship_private.register_device(
    register_device.component,
    register_device.token,
    register_device.apns_environment,
    register_device.topic,
    register_device.kind,
    register_device.installed_build,
    register_device.installation_id,
    register_device.os_version,
    register_device.locale,
    register_device.client_address,
    register_device.channel
  );
exception
  -- without Postgres' detail, which shows the row
  when integrity_constraint_violation then
    raise exception using errcode = sqlstate, message = sqlerrm;
end;
$$;

revoke all on function ship.register_device(text, text, text, text, text, bigint, uuid, text, text, text, text)
  from public, anon, authenticated, service_role;
grant execute on function ship.register_device(text, text, text, text, text, bigint, uuid, text, text, text, text)
  to service_role;

comment on function ship.register_device(text, text, text, text, text, bigint, uuid, text, text, text, text) is
  'Registers or refreshes a device; answers with the component''s current build, or over a limit with after how many seconds to come again.';
