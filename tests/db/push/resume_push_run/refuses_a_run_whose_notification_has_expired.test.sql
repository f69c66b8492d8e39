select plan(3);
select given_ios();
select given_devices(1);
select given_transports('apns');
select move('ios', 131);
create temp table first as
select claim_batch() as batch;
select ship.stop_push_run((batch ->> 'batch_id')::bigint, (batch ->> 'lease_token')::uuid, 'InvalidProviderToken') from first;
update ship.push_runs set life_since = now() - interval '25 hours' where true;
select fails_with($$select ship.resume_push_run((batch ->> 'run_id')::bigint) from first$$, 'PT409', 'run_expired');

select ship.sweep();
select results_eq(
  $$select state, stop_reason from ship.push_runs order by id$$,
  $$values ('stopped', 'InvalidProviderToken'), ('stopped', 'expired')$$,
  'a run that is still open by then stops as expired'
);
select is(
  (select state || ': ' || last_error from ship.deliveries), 'failed: InvalidProviderToken', 'the reason that weighs more is kept'
);
select * from finish();
