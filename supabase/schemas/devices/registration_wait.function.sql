create function ship_private.registration_wait(policy ship.push_policy, block text, minute timestamptz, more integer)
returns interval
language plpgsql
stable
security invoker
set search_path = ''
as $$
#variable_conflict use_column
declare
  v_of_minute bigint;
  v_of_hour bigint;
  v_of_all bigint;
begin
  select
    coalesce(sum(windows.new_device_count) filter (where windows.minute = registration_wait.minute), 0) + registration_wait.more,
    coalesce(sum(windows.new_device_count), 0) + registration_wait.more
  into v_of_minute, v_of_hour
  from ship_private.registration_windows as windows
  where windows.client_address = registration_wait.block
    and windows.minute > registration_wait.minute - interval '1 hour';
  -- summed up from the addresses: one row for all of them would let a single slow transaction hold everybody up
  select coalesce(sum(windows.new_device_count), 0) + registration_wait.more
  into v_of_all
  from ship_private.registration_windows as windows
  where windows.minute = registration_wait.minute;

  return case
    -- an hour that is full empties minute by minute
    when (v_of_hour <= (registration_wait.policy).new_devices_per_hour) is not true then interval '1 hour'
    when (v_of_minute <= (registration_wait.policy).new_devices_per_minute and v_of_all <= (registration_wait.policy).new_devices_per_minute_in_all)
      is not true
      then (registration_wait.policy).registration_spread
  end;
end;
$$;

revoke all on function ship_private.registration_wait(ship.push_policy, text, timestamptz, integer) from public, anon, authenticated, service_role;

comment on function ship_private.registration_wait(ship.push_policy, text, timestamptz, integer) is
  'Null while an address may register so many more in a minute; else over how long those that are refused come again.';
