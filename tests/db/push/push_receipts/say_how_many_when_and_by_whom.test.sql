select plan(3);
select given_ios();
select given_devices(3);
select move('ios', 131);
select answer(batch, jsonb_build_array(outcome(2, 400, 'BadDeviceToken', 'failed')))
from (select ship.claim_push_batch('worker-a')::jsonb as batch) as claimed;
select results_eq(
  $$
    select build, device_count, sent_count, batch_count, workers
    from ship.push_receipts
    where apns_environment = 'production'
  $$,
  $$values (131::bigint, 3::bigint, 2::bigint, 1::bigint, '{worker-a}'::text[])$$,
  'how many, and which invocation'
);
select ok(
  (select first_answer_at <= last_answer_at from ship.push_receipts where apns_environment = 'production'),
  'when the first and the last'
);
select results_eq(
  $$
    select device_id, status, reason
    from ship.push_receipts
    join ship.push_failures using (run_id)
  $$,
  $$values (2::bigint, 400, 'BadDeviceToken')$$,
  'who was not, and why'
);
select * from finish();
