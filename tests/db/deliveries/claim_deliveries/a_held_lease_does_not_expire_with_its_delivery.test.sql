select plan(1);
select given_component('web', build => 1);
select given_transports('broadcast');
select move('web', 2);
create temp table claimed as
select ship.claim_deliveries() -> 0 as delivery;
update ship.deliveries
set created_at = now() - interval '25 hours'
where true;

select ship.claim_deliveries();

select is((select finish_one(delivery, 'delivered', 202) from claimed), true, 'who holds it may still end it');

select * from finish();
