select plan(6);
select given_ios();
select offer(131, 0);
select fails_with($$select ship.set_rollout('ios', 'live', 131, -1)$$, 'PT422', 'bps_invalid');
select fails_with($$select ship.set_rollout('ios', 'live', 131, 10001)$$, 'PT422', 'bps_invalid');
select fails_with($$select ship.set_rollout('ios', 'live', 131, null)$$, 'PT422', 'bps_invalid');
select is(ship.set_rollout('ios', 'live', 131, 0) ->> 'state', 'waiting', '0 is one');
select is(ship.set_rollout('ios', 'live', 131, 1) ->> 'state', 'rolling', '1 is one');
select is(ship.set_rollout('ios', 'live', 131, 10000) ->> 'state', 'complete', '10000 is one');

select * from finish();
