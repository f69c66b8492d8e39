select plan(2);
select given_ios();
select given_installations(4);
select move('ios', 131);
select answer(claim_batch(), (select jsonb_agg(outcome(id, 503, 'ServiceUnavailable', 'retry')) from ship.device_push_tokens));
select pushed();
select offer(132, 9999);
select pushed();
select is((select string_agg(distinct state, ' ') from ship.push_runs where build = 131), 'finished');
select is((select state from ship.deliveries where kind = 'push' and seq = 1), 'delivered');

select * from finish();
