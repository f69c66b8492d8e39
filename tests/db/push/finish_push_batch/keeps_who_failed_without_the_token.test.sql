select plan(3);
select given_ios();
select given_devices(3);
select move('ios', 131);

select answer(claim_batch(), jsonb_build_array(outcome(2, 400, 'BadDeviceToken', 'failed')));

select results_eq(
  $$select run_id, device_id, status, reason, attempt_count, retry_at from ship.push_failures$$,
  $$values (1::bigint, 2::bigint, 400, 'BadDeviceToken', 1, null::timestamptz)$$,
  'who and why; never again in this run'
);
select is_empty(
  $$select from ship.device_push_tokens where deactivated_at is not null$$,
  'an established device that is refused is not deactivated: it may be our mistake'
);
select results_eq(
  $$select sent_count, device_count, state from ship.push_runs where id = 1$$, $$values (2::bigint, 3::bigint, 'finished')$$,
  'two of three were told'
);

select * from finish();
