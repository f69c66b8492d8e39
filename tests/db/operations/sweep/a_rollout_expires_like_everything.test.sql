select plan(4);
select given_ios();
select given_installations(10);
select offer(131, 5000);
update ship.push_runs set life_since = now() - interval '2 days' where true;
select ship.sweep();
select is((select string_agg(distinct stop_reason, ' ') from ship.push_runs), 'expired');
select is((select state from ship.deliveries where kind = 'push'), 'skipped');
select is((select bps from ship.offers where build = 131), 5000, 'the feed goes on offering it');
select ship.set_rollout('ios', 'live', 131, 7500);
select is(pushed(), inside(131, 0, 7500), 'and the next step tells whom it did not');

select * from finish();
