select plan(2);
select given_ios();
select given_devices(5);
select move('ios', 131);
select push_everything();
select given_devices(3);
select move('ios', 132);

select results_eq(
  $$select bound_id, mature_through_id from ship.push_runs where seq = 2$$,
  $$values (8::bigint, 5::bigint), (8, 5)$$,
  'younger ones are strangers to the breaker'
);

select move('ios', 133);
select results_eq(
  $$select bound_id, mature_through_id from ship.push_runs where seq = 3$$,
  $$values (8::bigint, 5::bigint), (8, 5)$$,
  'a run that was superseded established nobody'
);

select * from finish();
