select plan(2);
select given_component('ios', 'ios', 130, array['test.app', 'test.beta']);
select given_component('tv', 'ios', 20, array['test.tv', 'test.app']);
insert into ship.builds (component_key, build, installable_at) values ('ios', 131, now() - interval '1 hour');
select given_devices(1, 'test.app');
select given_devices(1, 'test.app');
select given_devices(1, 'test.app');
select given_devices(1, 'test.app');
select given_devices(1, 'test.app', 'sandbox');
select given_devices(1, 'test.beta');
select given_devices(1, 'test.app', component => 'tv');
update ship.device_push_tokens
set kind = 'voip'
where id = 2;
update ship.device_push_tokens
set kind = 'live_activity'
where id = 3;
update ship.device_push_tokens
set deactivated_at = now(), deactivation_reason = 'Unregistered'
where id = 4;

select move('ios', 131);
create temp table batches as
select claim_batch() as batch
from generate_series(1, 5);

select results_eq(
  $$select batch ->> 'topic', batch ->> 'apns_environment', ids_of(batch) from batches where batch is not null order by 1, 2$$,
  $$
    values
      ('test.app', 'production', '{1}'::bigint[]),
      ('test.app', 'sandbox', '{5}'),
      ('test.beta', 'production', '{6}'),
      ('test.beta', 'sandbox', '{}')
  $$,
  'no voip token, no live activity, no dead one, no other topic or environment, no other component''s device'
);
select is(
  (
    select array_agg(device ->> 1)
    from batches
    cross join jsonb_array_elements(batch -> 'devices') as device
    where device ->> 0 = '1'
  ),
  (select array_agg(token) from ship.device_push_tokens where id = 1),
  'with the token'
);

select * from finish();
