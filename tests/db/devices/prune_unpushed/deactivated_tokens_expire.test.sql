select plan(9);
select given_ios();
select given_devices(6001);
select move('ios', 131);
select answer(batch, jsonb_build_array(outcome(1, 400, 'BadDeviceToken', 'failed'))) from claim_batch() as batch;
select push_everything();
update ship.device_push_tokens
set deactivated_at = now() - interval '91 days', deactivation_reason = 'BadDeviceToken', last_registered_at = now()
where id > 2;
update ship.device_push_tokens
set deactivated_at = now() - interval '89 days', deactivation_reason = 'BadDeviceToken', last_registered_at = now() - interval '1 year'
where id = 1;
create temp table gone as
select token
from ship.device_push_tokens
where id = 3;

select ship_private.prune_unpushed();
select is((select count(*) from ship.device_push_tokens), 1001::bigint, 'a call deletes 5,000 of those that were deactivated 90 days ago');
select ship_private.prune_unpushed();
select is((select array_agg(id order by id) from ship.device_push_tokens), '{1,2}'::bigint[], 'the next one the rest, and nobody else');
select results_eq(
  $$select device_count, sent_count from ship.push_runs where apns_environment = 'production'$$, $$values (6001::bigint, 6000::bigint)$$,
  'what a run counted stays'
);
update ship.push_policy set keep_unpushed = '88 days' where is_only_row;
select ship_private.prune_unpushed();
select is((select array_agg(id) from ship.device_push_tokens), '{2}'::bigint[], 'the policy says how long');
select is((select count(*) from ship.push_failures), 1::bigint, 'a failure needs no device');

select is(ship.register_device('ios', token, topic => 'test.app') ->> 'registered', 'true', 'one that is gone comes as a new device') from gone;
select is((select array_agg(id order by id) from ship.device_push_tokens), '{2,6002}'::bigint[], 'under a new number');
select is(ship.was_told(6002, 'ios', 131), false, 'and was told of nothing before');
select is(
  (select indexdef from pg_indexes where indexname = 'device_push_tokens_deactivated_at_where_deactivated'),
  'CREATE INDEX device_push_tokens_deactivated_at_where_deactivated ON ship.device_push_tokens USING btree (deactivated_at) WHERE (deactivated_at IS NOT NULL)',
  'found by an index that holds no device that is active'
);

select * from finish();
