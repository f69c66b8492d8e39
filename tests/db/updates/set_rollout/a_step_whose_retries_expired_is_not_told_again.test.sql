select plan(2);
select given_ios();
select given_installations(200);
select offer(131, 2500);
create temp table first as select claim_batch() as batch;
select answer(batch, jsonb_build_array(outcome((ids_of(batch))[1], 503, 'ServiceUnavailable', 'retry'))) from first;
select pushed();
update ship.push_runs set life_since = now() - interval '2 days' where state = 'retrying';
select ship.sweep();
select is((select count(*) from ship.push_runs where stop_reason = 'expired'), 1::bigint, 'one device could not be told in time');
select ship.set_rollout('ios', 'live', 131, 5000);
select is(pushed(), inside(131, 2500, 5000), 'the others were told once');

select * from finish();
