create function ship_private.limit_new_device(component text, client_address text, is_new boolean)
returns integer
language plpgsql
volatile
security invoker
set search_path = ''
as $$
#variable_conflict use_column
declare
  v_policy ship.push_policy;
  v_block text;
  v_now timestamptz := clock_timestamp();
  v_minute timestamptz := date_trunc('minute', v_now);
  v_more integer := case when limit_new_device.is_new is false then 0 else 1 end;
  v_of_minute bigint;
  v_of_hour bigint;
  v_of_all bigint;
  v_spread interval;
begin
  select * into v_policy from ship.push_policy where push_policy.is_only_row;
  v_block := ship_private.address_block(limit_new_device.client_address, v_policy.ipv4_prefix, v_policy.ipv6_prefix);

  if v_more = 1 then
    insert into ship_private.registration_windows as windows (client_address, minute, new_device_count)
    values (v_block, v_minute, 1)
    on conflict (client_address, minute) do update
    set new_device_count = windows.new_device_count + 1
    returning windows.minute into v_minute;
  end if;

  -- A known device is refused exactly when a new one would be: the answer does not tell which of them a token is. All are summed up
  -- from the addresses: one row for them would let a single slow transaction hold everybody up.
  select
    coalesce(sum(windows.new_device_count) filter (where windows.minute = v_minute), 0) + 1 - v_more,
    coalesce(sum(windows.new_device_count), 0) + 1 - v_more
  into v_of_minute, v_of_hour
  from ship_private.registration_windows as windows
  where windows.client_address = v_block
    and windows.minute > v_minute - interval '1 hour';
  select coalesce(sum(windows.new_device_count), 0) + 1 - v_more
  into v_of_all
  from ship_private.registration_windows as windows
  where windows.minute = v_minute;

  v_spread := case
    -- an hour that is full empties minute by minute
    when (v_of_hour <= v_policy.new_devices_per_hour) is not true then interval '1 hour'
    when (v_of_minute <= v_policy.new_devices_per_minute and v_of_all <= v_policy.new_devices_per_minute_in_all) is not true
      then v_policy.registration_spread
  end;
  if v_spread is null then
    return null;
  end if;

  -- what is refused takes no room
  if v_more = 1 then
    update ship_private.registration_windows as windows
    set new_device_count = windows.new_device_count - 1
    where windows.client_address = v_block
      and windows.minute = v_minute;
  end if;
  perform ship_private.count_refusal(limit_new_device.component);
  -- not all at once: those that were refused together would be refused together again
  return ceil(60 - extract(second from v_now) + random() * extract(epoch from v_spread));
end;
$$;

revoke all on function ship_private.limit_new_device(text, text, boolean) from public, anon, authenticated, service_role;

comment on function ship_private.limit_new_device(text, text, boolean) is
  'Null, or after how many seconds to register again: a stranger with the publishable key can''t fill the table, from one address or from many, and learns of no token whether it is known.';
