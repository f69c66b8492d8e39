select plan(3);
select given_ios();
select offer(131, 10000);
select fails_with($$select ship.set_rollout('ios', 'live', 131, 9999, 'crashes')$$, 'PT409', 'rollout_complete');
select fails_with($$update ship.offers set bps = 0, bps_reason = 'no' where build = 131$$, 'PT409', 'rollout_complete', 'nor by hand');
select is(ship.set_rollout('ios', 'live', 131, 10000) ->> 'state', 'complete', 'the same again is no error');

select * from finish();
