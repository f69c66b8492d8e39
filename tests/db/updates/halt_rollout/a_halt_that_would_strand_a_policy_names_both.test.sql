select plan(5);
select given_ios();
select move('ios', 131);
select ship.set_update_policy('ios', 'beta', 131, reason => 'a leak');
select fails_with($$select ship.halt_rollout('ios', 'live', 131, 'crashes')$$, 'PT409', 'policy_would_strand');
select matches(
  detail_of($$select ship.halt_rollout('ios', 'live', 131, 'crashes')$$), 'ios on beta asks for build 131 .*without build 131 of ios on live'
);
select fails_with($$select ship.withdraw_build('ios', 131, 'crashes')$$, 'PT409', 'policy_would_strand', 'nor is it withdrawn');
select offer(131, 10000, 'rc');
select is(ship.halt_rollout('ios', 'live', 131, 'crashes') ->> 'state', 'halted', 'beta sees rc as well');
select ship.resume_rollout('ios', 'live', 131);
select ship.halt_rollout('ios', 'rc', 131, 'crashes');
select ship.clear_update_policy('ios', 'beta', 'fixed');
select is(ship.halt_rollout('ios', 'live', 131, 'crashes') ->> 'state', 'halted', 'nor once the policy is lifted');

select * from finish();
