select plan(3);
select given_ios();
select given_devices(2);
select move('ios', 131);

select answer(claim_batch(), jsonb_build_array(
  outcome(1, 503, 'ServiceUnavailable', 'retry'),
  outcome(2, 0, 'transport_error', 'retry', '{"retry_after_s": 2.5}')
));

select ok(
  (
    select retry_at between now() + interval '7 minutes 30 seconds' and clock_timestamp() + interval '15 minutes'
    from ship.push_failures
    where device_id = 1
  ),
  'Apple''s quarter of an hour, less at most half by jitter'
);
select ok(
  (
    select retry_at between now() + interval '2.5 seconds' and clock_timestamp() + interval '2.5 seconds'
    from ship.push_failures
    where device_id = 2
  ),
  'or as long as it was told'
);
select is((select state from ship.push_runs where id = 1), 'retrying', 'the run waits for them');

select * from finish();
