select plan(3);
select given_component('ios', 'ios', 130, array['test.app', 'test.beta']);
insert into ship.builds (component_key, build, installable_at) values ('ios', 131, now() - interval '1 hour');
update ship.component_topics
set apns_key = 'second'
where topic = 'test.beta';
select given_devices(3);

select move('ios', 131);

select results_eq(
  $$select topic, apns_environment, apns_key, state from ship.push_runs order by topic, apns_environment$$,
  $$
    values
      ('test.app', 'production', 'default', 'running'),
      ('test.app', 'sandbox', 'default', 'running'),
      ('test.beta', 'production', 'second', 'running'),
      ('test.beta', 'sandbox', 'second', 'running')
  $$,
  'with the key of the topic'
);
select is((select count(distinct delivery_id) from ship.push_runs), 1::bigint, 'all of one delivery');
select results_eq(
  $$select distinct cursor_id, bound_id, mature_through_id from ship.push_runs$$,
  $$select 0::bigint, max(id), max(id) from ship.device_push_tokens$$,
  'from the first device to the last that exists; on a first run all of them are established'
);

select * from finish();
