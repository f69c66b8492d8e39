create function ship_private.adoption(component text)
returns jsonb
language plpgsql
stable
security definer
set search_path = ''
as $$
-- definer: because nobody reads devices, and these are only counts
begin
  return jsonb_build_object(
    'builds', (
      select coalesce(
        jsonb_agg(
          jsonb_build_object('channel', counts.channel, 'build', counts.installed_build, 'devices', counts.device_count)
          order by counts.channel, counts.installed_build desc nulls last
        ),
        '[]'
      )
      from (
        select devices.channel, devices.installed_build, count(*) as device_count
        from ship.device_push_tokens as devices
        where devices.component_key = adoption.component
          and devices.kind = 'device'
          and devices.deactivated_at is null
        group by devices.channel, devices.installed_build
      ) as counts
    ),
    'refused', jsonb_build_object(
      'hour', ship_private.refused_registrations(adoption.component, '1 hour'),
      'day', ship_private.refused_registrations(adoption.component, '1 day')
    )
  );
end;
$$;

revoke all on function ship_private.adoption(text) from public, anon, authenticated, service_role;
grant execute on function ship_private.adoption(text) to service_role;

comment on function ship_private.adoption(text) is
  'Active devices of a component by channel and by the build that they last reported, null where an app does not report it; and how many registrations were refused lately.';
