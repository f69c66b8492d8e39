create function ship_private.limit_new_device(client_address text)
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
#variable_conflict use_column
declare
  v_count integer;
  v_limit integer;
begin
  insert into ship_private.registration_windows as windows (client_address, minute, new_device_count)
  values (coalesce(limit_new_device.client_address, 'unknown'), date_trunc('minute', clock_timestamp()), 1)
  on conflict (client_address, minute) do update
  set new_device_count = windows.new_device_count + 1
  returning windows.new_device_count into v_count;

  select push_policy.new_devices_per_minute
  into v_limit
  from ship.push_policy
  where push_policy.is_only_row;

  if (v_count <= v_limit) is not true then
    raise exception using
      errcode = 'PT429',
      message = 'registration_limited',
      detail  = format('more than %s new devices per minute from one address', v_limit),
      hint    = 'Wait until the next minute. Devices that are already registered are never refused.';
  end if;
end;
$$;

revoke all on function ship_private.limit_new_device(text) from public, anon, authenticated, service_role;

comment on function ship_private.limit_new_device(text) is 'A stranger with the publishable key can''t fill the table.';
