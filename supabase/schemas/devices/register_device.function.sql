create function ship_private.register_device(
  component text,
  token text,
  apns_environment text,
  topic text,
  kind text,
  installed_build bigint,
  installation_id uuid,
  os_version text,
  locale text,
  client_address text,
  channel text
)
returns jsonb
language plpgsql
volatile
security definer
set search_path = ''
set lock_timeout = '2s'
as $$
#variable_conflict use_column
-- definer: because devices are written by nobody directly
declare
  v_topic text;
  v_build bigint;
  v_constraint text;
  v_column text;
  v_is_new boolean;
  v_retry_after_s integer;
  v_channel ship.release_channel := ship_private.parse_channel(register_device.channel);
begin
  v_topic := ship_private.resolve_topic(register_device.component, register_device.topic);

  begin
    perform ship_private.lock_registrations();

    -- one that comes back counts like a new one: else junk that was deactivated would return without limit
    select devices.deactivated_at is not null
    into v_is_new
    from ship.device_push_tokens as devices
    where devices.topic = v_topic
      and devices.token = lower(register_device.token);
    v_retry_after_s := ship_private.limit_new_device(register_device.component, register_device.client_address, coalesce(v_is_new, true));
    if v_retry_after_s is not null then
      -- no error, which would take back that it was counted
      return jsonb_build_object('registered', false, 'retry_after_s', v_retry_after_s);
    end if;

    update ship.device_push_tokens as devices
    set
      component_key = register_device.component,
      kind = coalesce(register_device.kind, 'device'),
      channel = coalesce(v_channel, devices.channel),
      apns_environment = case
        when devices.reported_apns_environment = register_device.apns_environment then devices.apns_environment
        else register_device.apns_environment
      end,
      apns_environment_since = case
        when register_device.apns_environment in (devices.reported_apns_environment, devices.apns_environment) then devices.apns_environment_since
        else clock_timestamp()
      end,
      corrected_by_run_id = case
        when devices.reported_apns_environment = register_device.apns_environment then devices.corrected_by_run_id
      end,
      reported_apns_environment = register_device.apns_environment,
      installed_build = coalesce(register_device.installed_build, devices.installed_build),
      installation_id = coalesce(register_device.installation_id, devices.installation_id),
      os_version = coalesce(register_device.os_version, devices.os_version),
      locale = coalesce(register_device.locale, devices.locale),
      eligible_since = case
        when devices.deactivated_at is null
          and devices.component_key = register_device.component
          and devices.kind = coalesce(register_device.kind, 'device')
          and devices.channel = coalesce(v_channel, devices.channel)
          and devices.installation_id is not distinct from coalesce(register_device.installation_id, devices.installation_id)
          then devices.eligible_since
        else clock_timestamp()
      end,
      last_registered_at = clock_timestamp(),
      deactivated_at = null,
      deactivation_reason = null
    where devices.topic = v_topic
      and devices.token = lower(register_device.token);

    if not found then
      insert into ship.device_push_tokens as devices (
        component_key, token, kind, channel, topic, reported_apns_environment, apns_environment,
        installed_build, installation_id, os_version, locale, eligible_since
      )
      values (
        register_device.component, lower(register_device.token), coalesce(register_device.kind, 'device'), coalesce(v_channel, 'live'), v_topic,
        register_device.apns_environment, register_device.apns_environment,
        register_device.installed_build, register_device.installation_id, register_device.os_version, register_device.locale,
        -- not the begin of this transaction: it may have waited for a move
        clock_timestamp()
      )
      -- two first registrations at once: the second is as good as a repeat
      on conflict (topic, token) do update
      set last_registered_at = clock_timestamp();
    end if;
  exception
    when lock_not_available then
      raise exception using
        errcode = 'PT503',
        message = 'registration_busy',
        detail  = 'a build is being moved, or the same device or address is being registered',
        hint    = 'Register again in two seconds.';
    -- rows that came past the sequence (a restore, an import): it goes on above them, and this device gets the next number
    when unique_violation then
      get stacked diagnostics v_constraint = constraint_name;
      if v_constraint <> 'device_push_tokens_pkey' then
        raise exception using
          errcode = 'PT503',
          message = 'registration_busy',
          detail  = 'the same device is being registered',
          hint    = 'Register again in two seconds.';
      end if;
      perform ship_private.heal_sequences();
      return ship_private.register_device(
        register_device.component, register_device.token, register_device.apns_environment, register_device.topic, register_device.kind,
        register_device.installed_build, register_device.installation_id, register_device.os_version, register_device.locale,
        register_device.client_address, register_device.channel
      );
    -- Postgres' own message would show the whole row, token included
    when check_violation or not_null_violation then
      get stacked diagnostics v_constraint = constraint_name, v_column = column_name;
      raise exception using
        errcode = 'PT422',
        message = 'device_invalid',
        detail  = coalesce(nullif(v_constraint, ''), v_column || ' is missing'),
        hint    = 'Correct the field that is named.';
  end;

  -- a later statement than the lock: a move that committed before is seen here, a later one sees this device
  select components.build
  into v_build
  from ship.components
  where components.key = register_device.component;

  return jsonb_build_object('registered', true, 'component', register_device.component, 'current_build', v_build);
end;
$$;

revoke all on function ship_private.register_device(text, text, text, text, text, bigint, uuid, text, text, text, text)
  from public, anon, authenticated, service_role;
grant execute on function ship_private.register_device(text, text, text, text, text, bigint, uuid, text, text, text, text)
  to service_role;

comment on function ship_private.register_device(text, text, text, text, text, bigint, uuid, text, text, text, text) is
  'Upserts and reactivates a device; always bumps last_registered_at. Over a limit it says when to come again. Either a later move pushes to it, or it is answered with the moved build.';
