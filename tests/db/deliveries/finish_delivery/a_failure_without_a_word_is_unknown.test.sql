select plan(1);
select given_component('web', build => 1);
select given_transports('broadcast');
select move('web', 2);

select finish_one(ship.claim_deliveries() -> 0, 'failed');

select is((select last_error from ship.deliveries), 'unknown', 'never without a reason');

select * from finish();
