select plan(2);
select given_ios();
select move('ios', 131);
select claim_batch();

select is(ship.stop_push_run(1, gen_random_uuid(), 'BadTopic'), false, 'a wrong token');
select is((select state from ship.push_runs where id = 1), 'running', 'the run goes on');

select * from finish();
