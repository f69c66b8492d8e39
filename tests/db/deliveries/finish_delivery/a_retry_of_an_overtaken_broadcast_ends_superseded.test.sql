select plan(2);
select given_component('web', build => 1);
select given_transports('broadcast');
select move('web', 2);
create temp table older as
select ship.claim_deliveries() -> 0 as delivery;
select move('web', 3);

select is((select finish_one(delivery, 'retry', 503, 'down') from older), true, 'the lease is held');
select results_eq(
  $$select seq, state from ship.deliveries order by seq$$, $$values (1::bigint, 'superseded'), (2, 'pending')$$,
  'but nobody is told 2 after 3'
);

select * from finish();
