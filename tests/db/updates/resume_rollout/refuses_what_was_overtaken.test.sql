select plan(3);
select given_ios();
select offer(131, 500);
select ship.halt_rollout('ios', 'live', 131, 'crashes');
select offer(132, 1);
select fails_with($$select ship.resume_rollout('ios', 'live', 131)$$, 'PT409', 'rollout_overtaken');
select fails_with($$select ship.resume_rollout('ios', 'live', 133)$$, 'PT404', 'offer_unknown');
select ship.withdraw_build('ios', 132, 'worse');
select is(ship.resume_rollout('ios', 'live', 131) ->> 'state', 'rolling', 'not by what was withdrawn');

select * from finish();
