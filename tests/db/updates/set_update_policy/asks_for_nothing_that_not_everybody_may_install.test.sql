select plan(7);
select given_ios();
select offer(131, 9999);
select offer(132, 10000, 'beta');
select fails_with($$select ship.set_update_policy('ios', 'live', 131, reason => 'a leak')$$, 'PT409', 'policy_not_installable', 'a rollout is not for everybody');
select is(ship.set_update_policy('ios', 'live', 130, reason => 'a leak') ->> 'min_build', '130', 'what everybody may have');
select fails_with($$select ship.set_update_policy('ios', 'live', recommended_build => 131, reason => 'new')$$, 'PT409', 'policy_not_installable');
select fails_with($$update ship.update_policies set min_build = 131$$, 'PT409', 'policy_not_installable', 'nor by hand');
select fails_with($$select ship.set_update_policy('ios', 'rc', 132, reason => 'a leak')$$, 'PT409', 'policy_not_installable', 'rc does not see beta');
select is(ship.set_update_policy('ios', 'alpha', 132, reason => 'a leak') ->> 'min_build', '132', 'alpha does');
select fails_with($$select ship.halt_rollout('ios', 'beta', 132, 'crashes')$$, 'PT409', 'policy_would_strand');

select * from finish();
