select plan(2);
select given_component('web', build => 7);
select given_transports('broadcast');

select move('web', 8);
select ship.reannounce('web', 'again');
select ship.rollback('web', 7, 'slow');

select results_eq(
  $$select seq, state from ship.deliveries order by seq$$,
  $$values (1::bigint, 'superseded'), (2, 'superseded'), (3, 'pending')$$,
  'only the last is told'
);
select is(ship.claim_deliveries() #>> '{0,build}', '7', 'and it is the build of the rollback');

select * from finish();
