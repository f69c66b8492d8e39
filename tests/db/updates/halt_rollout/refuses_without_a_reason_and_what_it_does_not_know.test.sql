select plan(7);
select given_ios();
select offer(131, 500);
select fails_with($$select ship.halt_rollout('ios', 'live', 131, null)$$, 'PT422', 'reason_missing');
select fails_with($$select ship.halt_rollout('ios', 'live', 131, ' ')$$, 'PT422', 'reason_missing');
select fails_with($$update ship.offers set halted_at = now() where build = 131$$, '23514', 'offer_halt_has_a_reason');
select fails_with($$select ship.halt_rollout('nobody', 'live', 131, 'crashes')$$, 'PT404', 'component_unknown');
select fails_with($$select ship.halt_rollout('ios', 'LIVE', 131, 'crashes')$$, 'PT404', 'channel_unknown');
select fails_with($$select ship.halt_rollout('ios', 'rc', 131, 'crashes')$$, 'PT404', 'offer_unknown');
select is(ship.halt_rollout('ios', 'live', null, 'crashes') ->> 'build', '131', 'without a build: the one that is rolled out');

select * from finish();
