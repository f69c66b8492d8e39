create function ship_private.limit_new_device(client_address text, is_new boolean)
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
#variable_conflict use_column
declare
  v_block text := ship_private.address_block(limit_new_device.client_address);
  v_minute timestamptz := date_trunc('minute', clock_timestamp());
  v_more integer := case when limit_new_device.is_new is false then 1 else 0 end;
  v_is_limited boolean;
begin
  if (limit_new_device.is_new) is not false then
    insert into ship_private.registration_windows as windows (client_address, minute, new_device_count)
    values (v_block, v_minute, 1)
    on conflict (client_address, minute) do update
    set new_device_count = windows.new_device_count + 1
    returning windows.minute into v_minute;
  end if;

  -- A known device is refused exactly when a new one would be: the answer does not tell which of them a token is. All are summed up
  -- from the addresses: one row for them would let a single slow transaction hold everybody up.
  select
    coalesce(sum(windows.new_device_count) filter (where windows.client_address = v_block), 0) + v_more > policy.new_devices_per_minute
    or coalesce(sum(windows.new_device_count), 0) + v_more > policy.new_devices_per_minute_in_all
  into v_is_limited
  from ship.push_policy as policy
  left join ship_private.registration_windows as windows on windows.minute = v_minute
  group by policy.new_devices_per_minute, policy.new_devices_per_minute_in_all;

  if (v_is_limited) is not false then
    raise exception using
      errcode = 'PT429',
      message = 'registration_limited',
      detail  = 'too many new devices in this minute, from this address or in all',
      hint    = 'Register again in the next minute. A device that is registered stays so.';
  end if;
end;
$$;

revoke all on function ship_private.limit_new_device(text, boolean) from public, anon, authenticated, service_role;

comment on function ship_private.limit_new_device(text, boolean) is
  'A stranger with the publishable key can''t fill the table, from one address or from many, and learns of no token whether it is known.';
