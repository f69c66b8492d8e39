select plan(3);
select given_ios();
select given_installations(10);
select offer(131, 5000);
select ship.halt_rollout('ios', 'live', 131, 'crashes');
select ship.withdraw_build('ios', 131, 'data loss');
select results_eq($$select distinct stop_reason from ship.push_runs$$, $$values ('withdrawn')$$);
select fails_with($$select ship.resume_push_run(min(id)) from ship.push_runs$$, 'PT409', 'rollout_halted');
select is(claim_batch(), null);

select * from finish();
