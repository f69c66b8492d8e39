select plan(5);
select given_ios();
select given_installations(5);
select given_installations(5, 'alpha');
select given_installations(5, 'rc');
select offer(132, 10000, 'alpha');
select is(pushed(), '{6,7,8,9,10}'::bigint[], 'alpha: alpha devices only');
select is(told(132), '{6,7,8,9,10}'::bigint[]);
select offer(133, 10000, 'rc');
select is(pushed(), '{6,7,8,9,10,11,12,13,14,15}'::bigint[], 'rc: theirs, and those of the channels below');
select move('ios', 131);
select is(cardinality(pushed()), 15, 'live: everybody');
select is((select build from ship.components where key = 'ios'), 131::bigint, 'only live moves the component');

select * from finish();
