select plan(7);
select given_ios();
select offer(131, 500);
select offer(132, 0);
select is(ship.set_rollout('ios', 'live', 131, 600) ->> 'bps', '600', 'a higher one that waits is in nobody''s way');
select ship.set_rollout('ios', 'live', 132, 1);
select fails_with($$select ship.set_rollout('ios', 'live', 131, 700)$$, 'PT409', 'rollout_overtaken');
select fails_with($$select move('ios', 131)$$, 'PT409', 'rollout_overtaken', 'nor does the component move to it');
select fails_with($$select ship.reannounce('ios', 'once more')$$, 'PT409', 'rollout_overtaken', 'nor is the present one told again');
select offer(131, 500, 'alpha');
select is(ship.set_rollout('ios', 'alpha', 131, 600) ->> 'bps', '600', 'channels are independent');
select ship.halt_rollout('ios', 'live', 132, 'crashes');
select is(ship.set_rollout('ios', 'live', 131, 700) ->> 'bps', '700', 'once it is halted the lower one goes on');
select fails_with($$select ship.set_rollout('ios', 'live', 132, 2)$$, 'PT409', 'rollout_halted');

select * from finish();
