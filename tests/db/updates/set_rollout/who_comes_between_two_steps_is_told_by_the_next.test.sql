select plan(4);
select given_ios();
select given_installations(40);
select offer(131, 5000);
select pushed();
select ship.register_device('ios', 'aa' || lpad(to_hex(number), 6, '0'), installation_id => md5('new ' || number)::uuid, client_address => 'host ' || number)
from generate_series(1, 20) as number;
create temp table newcomers as select array_agg(id order by id) as ids from ship.device_push_tokens where id > 40;
select is(pushed(), '{}', 'nobody is told before the next step');
select ship.set_rollout('ios', 'live', 131, 7500);
select is(
  pushed(),
  (select array_agg(id order by id) from unnest(inside(131, 0, 7500)) as id where id > 40 or id = any (inside(131, 5000, 7500))),
  'newcomers to the share, and newcomers that are inside it'
);
select is(told(131), inside(131, 0, 7500), 'nobody falls between the chairs');
select ship.set_rollout('ios', 'live', 131, 10000);
select is(pushed(), inside(131, 7500, 10000), 'and nobody is told twice');

select * from finish();
