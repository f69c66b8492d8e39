select plan(2);
select given_component('web', build => 1);
select given_transports('broadcast');
select move('web', 2);
create temp table claimed as
select ship.claim_deliveries() -> 0 as delivery;
update ship.deliveries
set leased_until = clock_timestamp() - interval '1 hour'
where true;

select is((select finish_one(delivery, 'delivered', 202) from claimed), true, 'fencing compares the token only');
select is((select state from ship.deliveries), 'delivered', 'the outcome is written');

select * from finish();
