select plan(4);
select given_ios();
select given_devices(1);
select move('ios', 131);
update ship.deliveries
set created_at = now() - interval '25 hours'
where true;
update ship.push_runs
set life_since = now() - interval '25 hours'
where true;

select ship.sweep();

select results_eq(
  $$select transport, state, last_error from ship.deliveries where stopped_run_id is null order by 1$$,
  $$
    values ('apns', 'skipped', 'expired'), ('broadcast', 'skipped', 'expired'), ('telegram', 'skipped', 'expired')
  $$,
  'no delivery is left'
);
select results_eq(
  $$select distinct state, stop_reason from ship.push_runs$$, $$values ('stopped', 'expired')$$, 'no run is left'
);
select is(claim_batch(), null, 'nothing is handed out any more');
select set_eq(
  $$select delivery #>> '{stopped_run,reason}' from jsonb_array_elements(ship.claim_deliveries()) as delivery$$,
  array['expired'], 'but the chat hears that the runs expired'
);

select * from finish();
