create function ship_private.unregister_device(token text, topic text)
returns boolean
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- definer: because devices are written by nobody directly
begin
  delete from ship.device_push_tokens as devices
  where devices.topic = unregister_device.topic
    and devices.token = lower(unregister_device.token);
  return found;
end;
$$;

revoke all on function ship_private.unregister_device(text, text) from public, anon, authenticated, service_role;
grant execute on function ship_private.unregister_device(text, text) to service_role;

comment on function ship_private.unregister_device(text, text) is 'Erases the device: the row is gone, and nothing else ever held its token.';
