select plan(4);
select given_ios();
select given_installations(50);
select given_installations(50, 'beta');
select given_devices(7);
select offer(131, 5000);
select is(ship.cohort_size('ios', 'live', 131), jsonb_build_object('devices', 107, 'without_id', 7, 'inside', cardinality(inside(131, 0, 5000))));
select is(ship.cohort_size('ios', 'live', 4711), null);
select fails_with($$select ship.cohort_size('ios', 'gamma', 131)$$, 'PT404', 'channel_unknown');
select ship.set_rollout('ios', 'live', 131, 10000);
select is(ship.cohort_size('ios', 'live', 131) ->> 'inside', '107');

select * from finish();
