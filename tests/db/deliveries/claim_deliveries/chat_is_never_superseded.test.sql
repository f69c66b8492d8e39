select plan(3);
select given_component('web', build => 1);
select given_transports('telegram');
select move('web', 2);
create temp table claimed as
select ship.claim_deliveries() -> 0 as delivery;
select move('web', 3);

select finish_one((select delivery from claimed), 'retry', 500, 'down', 0);
select results_eq(
  $$select seq, state from ship.deliveries order by seq$$, $$values (1::bigint, 'pending'), (2, 'pending')$$,
  'the older one is retried'
);
select is(ship.claim_deliveries() #> '{0,components,0,build}', '2', 'and shows what was true at its moment');
select is((select count(*) from ship.deliveries where state = 'superseded'), 0::bigint, 'none was dropped');

select * from finish();
