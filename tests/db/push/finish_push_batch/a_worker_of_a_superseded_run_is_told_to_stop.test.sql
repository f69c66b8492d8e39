select plan(4);
select given_ios();
select given_devices(4);
select move('ios', 131);
create temp table claimed as
select claim_batch() as batch;
select move('ios', 132);

select is(
  (select answer(batch, disposition => 'progress', through => 2) from claimed),
  '{"held": true, "stop": "superseded"}', 'what it did is written, then it stops'
);
select results_eq(
  $$select state, progress_id, lease_token from ship.push_batches$$, $$values ('abandoned', 2::bigint, null::uuid)$$,
  'its lease is gone'
);
select results_eq(
  $$select sent_count, device_count from ship.push_runs where id = 1$$, $$values (2::bigint, 2::bigint)$$, 'the counts are true'
);
select is(
  (select state from ship.deliveries where transport = 'apns' and seq = 1), 'superseded', 'the delivery stays superseded'
);

select * from finish();
