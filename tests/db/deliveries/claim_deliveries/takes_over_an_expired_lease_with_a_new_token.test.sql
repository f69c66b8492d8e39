select plan(4);
select given_component('web', build => 1);
select given_transports('broadcast');
select move('web', 2);
create temp table first as
select ship.claim_deliveries() -> 0 as delivery;
update ship.deliveries
set leased_until = clock_timestamp() - interval '1 millisecond'
where true;

create temp table second as
select ship.claim_deliveries() -> 0 as delivery;

select is((select delivery -> 'id' from second), (select delivery -> 'id' from first), 'the same delivery');
select isnt(
  (select delivery -> 'lease_token' from second), (select delivery -> 'lease_token' from first), 'under a new token'
);
select is(
  (select finish_one(delivery, 'delivered', 202) from first), false, 'the one who was slow is fenced out'
);
select is((select finish_one(delivery, 'delivered', 202) from second), true, 'the one who holds it is not');

select * from finish();
