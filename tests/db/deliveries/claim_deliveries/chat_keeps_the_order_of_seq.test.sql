select plan(5);
select given_component('web', build => 1);
select given_transports('telegram');
select move('web', 2);
select move('web', 3);
select move('web', 4);

create temp table first as
select ship.claim_deliveries(10) as deliveries;
select is((select jsonb_array_length(deliveries) from first), 1, 'one at a time');
select is((select deliveries #> '{0,seq}' from first), '1', 'the oldest');
select is(ship.claim_deliveries(10), '[]', 'the next waits for it');

select finish_one((select deliveries -> 0 from first), 'retry', 429, 'slow down', 60);
select is(ship.claim_deliveries(10), '[]', 'also while it waits for its retry');

update ship.deliveries
set next_attempt_at = clock_timestamp()
where seq = 1;
select finish_one(ship.claim_deliveries(10) -> 0, 'delivered', 200);
select is(ship.claim_deliveries(10) #> '{0,seq}', '2', 'then it is the next one''s turn');

select * from finish();
