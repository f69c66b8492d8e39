select plan(4);
select given_ios();
select given_devices(5);
select offer(131, 9999);
select is(pushed(), '{}', 'it has no place in a share');
select is(told(131), '{}');
select ship.set_rollout('ios', 'live', 131, 10000);
select is(pushed(), '{1,2,3,4,5}'::bigint[], 'everybody is everybody');
select is(told(131), '{1,2,3,4,5}'::bigint[]);

select * from finish();
