select plan(8);
select given_ios();
select given_installations(10);
select move('ios', 131);
select offer(132, 500);
select is((select string_agg(distinct state, ' ') from ship.push_runs where build = 131), 'running', 'those outside still have to hear of 131');
select is((select state from ship.deliveries where kind = 'broadcast' and seq = 1), 'pending');
select ship.set_rollout('ios', 'live', 132, 2500);
select ship.set_rollout('ios', 'live', 132, 10000);
select is((select string_agg(distinct state, ' ') from ship.push_runs where build = 131), 'superseded');
select is((select string_agg(distinct state, ' ') from ship.deliveries where kind = 'push' and seq = 1), 'superseded');
select is((select string_agg(distinct state, ' ') from ship.deliveries where kind = 'push' and seq > 1), 'pending', 'the steps of the rollout itself go on');
select is((select string_agg(distinct state, ' ') from ship.push_runs where build = 132), 'running');
select is(pushed() @> inside(132, 0, 10000), true);
select is((select sum(sent_count)::bigint from ship.push_runs where build = 132), 10::bigint, 'each once');

select * from finish();
