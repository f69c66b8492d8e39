select plan(5);
select given_ios();
select offer(131, 0);
select fails_with($$select ship.set_rollout('nobody', 'live', 131, 1)$$, 'PT404', 'component_unknown');
select fails_with($$select ship.set_rollout('ios', 'gamma', 131, 1)$$, 'PT404', 'channel_unknown');
select fails_with($$select ship.set_rollout('ios', 'alpha', 131, 1)$$, 'PT404', 'offer_unknown', 'not on this channel');
select fails_with($$select ship.set_rollout('ios', 'live', 132, 1)$$, 'PT404', 'offer_unknown', 'not this build');
select is(ship.set_rollout('ios', null, null, 1) ->> 'build', '131', 'without a build: the rollout on live');

select * from finish();
