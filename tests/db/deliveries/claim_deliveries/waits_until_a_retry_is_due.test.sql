select plan(2);
select given_component('web', build => 1);
select given_transports('broadcast');
select move('web', 2);
select finish_one(ship.claim_deliveries() -> 0, 'retry', 503, 'unavailable', 30);

select is(ship.claim_deliveries(), '[]', 'not before');

update ship.deliveries
set next_attempt_at = clock_timestamp() - interval '1 millisecond'
where true;
select is(ship.claim_deliveries() #> '{0,attempt}', '2', 'then again, as the second attempt');

select * from finish();
