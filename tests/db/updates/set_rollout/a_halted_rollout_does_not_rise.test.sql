select plan(4);
select given_ios();
select offer(131, 500);
select ship.halt_rollout('ios', 'live', 131, 'crashes');
select fails_with($$select ship.set_rollout('ios', 'live', 131, 501)$$, 'PT409', 'rollout_halted');
select fails_with($$select ship.set_rollout('ios', 'live', 131, 10000)$$, 'PT409', 'rollout_halted');
select is(ship.set_rollout('ios', 'live', 131, 100, 'fewer') ->> 'state', 'halted', 'it may fall');
select ship.resume_rollout('ios', 'live', 131);
select is(ship.set_rollout('ios', 'live', 131, 501) ->> 'state', 'rolling', 'and rises once it goes on');

select * from finish();
