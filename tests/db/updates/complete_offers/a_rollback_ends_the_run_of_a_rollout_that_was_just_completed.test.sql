select plan(2);
select given_component('web', 'web', 5, array['web.app']);
insert into ship.device_push_tokens (component_key, topic, token, installation_id, eligible_since)
select 'web', 'web.app', lpad(to_hex(number), 4, '0'), md5('installation ' || number)::uuid, now() - interval '1 day'
from generate_series(1, 20) as number;
select ship.offer_build('web', 6, bps => 5000);
select ship.set_rollout('web', 'live', 6, 10000);
select ship.rollback('web', 5, 'crashes');
select is(
  (select string_agg(distinct state, ' ') from ship.push_runs where build = 6), 'superseded',
  'neither its last step nor an earlier one goes on'
);
select is(cardinality(pushed()), 20, 'everybody hears of 5');

select * from finish();
