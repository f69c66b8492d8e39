select plan(3);
select given_ios();
select given_installations(200);
select offer(131, 5000);
select pushed();
select ship.set_rollout('ios', 'live', 131, 1000, 'crashes');
select ship.set_rollout('ios', 'live', 131, 2500);
select is(pushed(), '{}', 'all of these were told at 50 %');
select ship.set_rollout('ios', 'live', 131, 7500);
select is(pushed(), inside(131, 5000, 7500), 'the newcomers only');
select is(told(131), inside(131, 0, 7500));

select * from finish();
