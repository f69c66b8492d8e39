select plan(5);
select given_ios();
select given_installations(3);
select given_installations(3, 'alpha');
select move('ios', 131);
select offer(132, 10000, 'alpha');
select is((select string_agg(distinct state, ' ') from ship.push_runs where channel = 'live'), 'running');
select is((select string_agg(distinct state, ' ') from ship.deliveries where channel = 'live'), 'pending');
select move('ios', 133);
select is((select string_agg(distinct state, ' ') from ship.push_runs where channel = 'alpha'), 'running', 'nor the other way round');
select is((select count(*) from ship.deliveries where kind = 'chat' and seq = 2), 0::bigint, 'chats hear of live only');
select is((select count(distinct (claim_batch() ->> 'channel')) from generate_series(1, 4)), 2::bigint, 'and both are told at once');

select * from finish();
