select plan(2);
select given_ios();
select offer(131, 500);
select offer(131, 500, 'alpha');
update ship.offers set withdrawn_at = now(), withdraw_reason = 'data loss' where channel = 'alpha';
select fails_with($$select ship.set_rollout('ios', 'live', 131, 600)$$, 'PT409', 'build_withdrawn');
select ship.halt_rollout('ios', 'live', 131, 'data loss');
select fails_with($$select ship.resume_rollout('ios', 'live', 131)$$, 'PT409', 'build_withdrawn');

select * from finish();
