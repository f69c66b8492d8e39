select plan(1);
select given_ios();
select given_devices(10);
select move('ios', 131);
select push_everything();
select given_devices(10);
select move('ios', 132);

select answer(claim_batch(), jsonb_build_array(
  outcome(1, 410, 'Unregistered', 'dead', '{"timestamp_ms": 9999999999999}'),
  outcome(2, 200, '', 'corrected', '{"apns_environment": "sandbox"}'),
  outcome(3, 400, 'BadDeviceToken', 'failed'),
  outcome(11, 400, 'BadDeviceToken', 'failed')
));

select results_eq(
  $$select mature_answer_count, mature_refusal_count, device_count from ship.push_runs where id = 3$$,
  $$values (10::bigint, 1::bigint, 20::bigint)$$,
  'ten answers of established devices, the dead one and the corrected one among them'
);

select * from finish();
