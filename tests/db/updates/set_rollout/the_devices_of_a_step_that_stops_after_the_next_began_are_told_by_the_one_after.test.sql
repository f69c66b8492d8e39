select plan(2);
select given_ios();
select given_installations(200);
select offer(131, 2500);
create temp table first as select claim_batch() as batch;
select ship.set_rollout('ios', 'live', 131, 5000);
select ship.stop_push_run((batch ->> 'batch_id')::bigint, (batch ->> 'lease_token')::uuid, 'InvalidProviderToken') from first;
select is(pushed(), inside(131, 2500, 5000), 'the second step left them to the first');
select ship.set_rollout('ios', 'live', 131, 7500);
select pushed();
select is(told(131), inside(131, 0, 7500), 'the third does not');

select * from finish();
