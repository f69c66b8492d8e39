select plan(1);
select given_ios();
select given_devices(10);
select move('ios', 131);

select answer(claim_batch(), jsonb_build_array(
  outcome(1, 410, 'Unregistered', 'dead', '{"timestamp_ms": 9999999999999}'),
  outcome(3, 400, 'BadDeviceToken', 'failed', '{"both_hosts": true}')
));

select results_eq(
  $$select mature_answer_count, mature_refusal_count from ship.push_runs where id = 1$$,
  $$values (10::bigint, 1::bigint)$$,
  'nobody is a stranger yet'
);

select * from finish();
