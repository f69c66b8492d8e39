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
  v_spread interval;
begin
  select * into v_policy from ship.push_policy where push_policy.is_only_row;
  v_block := ship_private.address_block(limit_new_device.client_address, v_policy.ipv4_prefix, v_policy.ipv6_prefix);

  -- A known device is refused exactly when a new one would be: the answer does not tell which of them a token is. A flood that is refused
  -- writes nothing but a count.
  v_spread := ship_private.registration_wait(v_policy, v_block, v_minute, 1);
  if v_spread is null and (limit_new_device.is_new) is not false then
    insert into ship_private.registration_windows as windows (client_address, minute, new_device_count)
    values (v_block, v_minute, 1)
    on conflict (client_address, minute) do update
    set new_device_count = windows.new_device_count + 1
    returning windows.minute into v_minute;

    -- others may have come between
    v_spread := ship_private.registration_wait(v_policy, v_block, v_minute, 0);
    if v_spread is not null then
      update ship_private.registration_windows as windows
      set new_device_count = windows.new_device_count - 1
      where windows.client_address = v_block
        and windows.minute = v_minute;
    end if;
  end if;
  if v_spread is null then
    return null;
  end if;

  perform ship_private.count_refusal(limit_new_device.component);
  -- not all at once: those that were refused together would be refused together again
  return ceil(60 - extract(second from v_now) + random() * extract(epoch from v_spread));
end;
$$;

revoke all on function ship_private.limit_new_device(text, text, boolean) from public, anon, authenticated, service_role;

comment on function ship_private.limit_new_device(text, text, boolean) is
  'Null, or after how many seconds to register again: a stranger with the publishable key can''t fill the table, from one address or from many; over a limit a known token is answered like a new one.';
