create function ship_private.announce_feed_change(component text, channel ship.release_channel)
returns bigint
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  v_build bigint;
begin
  select components.build
  into v_build
  from ship.components
  where components.key = announce_feed_change.component;

  return ship_private.announce(array[
    row(
      announce_feed_change.component, v_build, v_build, announce_feed_change.channel, 'policy-changed', 10000, null, null
    )::ship_private.component_change
  ]);
end;
$$;

revoke all on function ship_private.announce_feed_change(text, ship.release_channel) from public, anon, authenticated, service_role;

comment on function ship_private.announce_feed_change(text, ship.release_channel) is
  'Tells the clients of a channel to read its feed again; nobody is pushed, no chat hears it.';
