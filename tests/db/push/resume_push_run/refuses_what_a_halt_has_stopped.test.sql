select plan(2);
select given_ios();
select given_installations(10);
select offer(131, 5000);
select ship.halt_rollout('ios', 'live', 131, 'crashes');
select fails_with($$select ship.resume_push_run(min(id)) from ship.push_runs$$, 'PT409', 'rollout_halted');
select is((select string_agg(distinct stop_reason, ' ') from ship.push_runs), 'halted');

select * from finish();
