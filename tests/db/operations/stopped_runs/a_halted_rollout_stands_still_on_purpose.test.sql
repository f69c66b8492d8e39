select plan(3);
select given_ios();
select given_devices(1);
select ship.offer_build('ios', 131, 'live', 500);

select ship.halt_rollout('ios', reason => 'crashes');
select results_eq(
  'select distinct state, stop_reason from ship.push_runs', $$values ('stopped', 'halted')$$, 'its runs have stopped'
);
select is(ship_private.stopped_runs(), '[]', 'which is no news to the doctor');
select ship.withdraw_build('ios', 131, 'loses data');
select is(ship_private.stopped_runs(), '[]', 'nor that it was taken back');

select * from finish();
