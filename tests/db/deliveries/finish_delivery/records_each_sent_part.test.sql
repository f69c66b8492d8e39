select plan(6);
select given_component('web', build => 1);
select given_transports('telegram');
select move('web', 2);
create temp table claimed as
select ship.claim_deliveries() -> 0 as delivery;
update ship.deliveries
set leased_until = clock_timestamp() + interval '1 second'
where true;

select is((select finish_one(delivery, 'part', parts_sent => 2) from claimed), true, 'still held');
select results_eq($$select state, parts_sent from ship.deliveries$$, $$values ('leased', 2)$$, 'the part is written');
select ok(
  (select leased_until > now() + interval '10 seconds' from ship.deliveries), 'and the lease is renewed'
);

select finish_one(delivery, 'retry', 500, 'down', 0) from claimed;
create temp table again as
select ship.claim_deliveries() -> 0 as delivery;
select is((select delivery -> 'parts_sent' from again), '2', 'a retry starts at the next part');

select is((select finish_one(delivery, 'part', parts_sent => 3) from claimed), false, 'who lost the lease writes no part');
select finish_one(delivery, 'delivered', 200, parts_sent => 4) from again;
select results_eq($$select state, parts_sent from ship.deliveries$$, $$values ('delivered', 4)$$, 'the end counts them all');

select * from finish();
