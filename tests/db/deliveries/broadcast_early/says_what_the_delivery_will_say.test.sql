select plan(7);
create schema realtime;
create table realtime.sent (payload jsonb, event text, topic text, private boolean);
create function realtime.send(payload jsonb, event text, topic text, private boolean default true)
returns void
language sql
as $$
  insert into realtime.sent values (payload, event, topic, private);
$$;
select given_ios();
select given_component('web');

select move('web', 2);
select is_empty('select * from realtime.sent', 'it is off until somebody asks for it');

update ship.broadcast_policy set is_early = true where is_only_row;
select move('ios', 131);
select results_eq(
  'select payload, event, topic, private from realtime.sent',
  $$
  select
    jsonb_build_object(
      'announcement', delivery -> 'announcement', 'seq', delivery -> 'seq', 'component', delivery -> 'component',
      'build', delivery -> 'build', 'previous_build', delivery -> 'previous_build', 'version', delivery -> 'version'
    ),
    'build-available', 'ios:build', false
  from jsonb_array_elements(ship.claim_deliveries()) as delivery
  where delivery ->> 'kind' = 'broadcast' and delivery ->> 'component' = 'ios'
  $$,
  'one public broadcast, word for word'
);

delete from realtime.sent;
-- as pg_dump and pg_restore load
set local check_function_bodies = off;
create temp table kept as select * from ship.deliveries where kind = 'broadcast';
delete from ship.deliveries where kind = 'broadcast';
insert into ship.deliveries (announcement_id, seq, transport, kind, component_key, channel)
select announcement_id, seq, transport, kind, component_key, channel from kept;
select is_empty('select * from realtime.sent', 'what is loaded was announced where it comes from');
reset check_function_bodies;
select ship_private.announce(array[row('ios', 140, 131, 'alpha', 'build-available', 10000, null, null)::ship_private.component_change]);
select results_eq(
  'select topic from realtime.sent',
  $$values ('ios:build:alpha')$$,
  'a channel has its own topic'
);

delete from realtime.sent;
select ship.offer_build('ios', 132, 'beta', 500);
select results_eq(
  $$select payload - 'announcement' - 'seq' - 'version', event, topic from realtime.sent$$,
  $$
  select
    jsonb_build_object('component', 'ios', 'build', 132, 'previous_build', 131, 'channel', 'beta', 'bps', 500, 'salt', offers.salt),
    'build-offered', 'ios:build:beta'
  from ship.offers
  where offers.build = 132
  $$,
  'a rollout: its share, and what decides who is in it'
);

delete from realtime.sent;
select ship.set_update_policy('ios', min_build => 131, reason => 'test');
select results_eq(
  $$select payload - 'announcement' - 'seq', event, topic from realtime.sent$$,
  $$values ('{"component": "ios", "channel": "live"}'::jsonb, 'policy-changed', 'ios:build')$$,
  'a policy: only that there is something to read'
);

delete from realtime.sent;
select given_transports('apns');
select move('ios', 133);
select is_empty('select * from realtime.sent', 'a transport that is off is off');

drop schema realtime cascade;
select * from finish();
