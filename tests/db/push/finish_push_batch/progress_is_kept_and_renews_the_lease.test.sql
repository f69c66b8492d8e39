select plan(4);
select given_ios();
select given_devices(6);
select move('ios', 131);
create temp table claimed as
select claim_batch() as batch;
update ship.push_batches
set leased_until = clock_timestamp() + interval '1 second'
where true;

select is(
  (select answer(batch, disposition => 'progress', through => 4) from claimed), '{"held": true, "stop": null}', 'held'
);
select results_eq(
  $$select state, progress_id, sent_count, device_count from ship.push_batches$$,
  $$values ('leased', 4::bigint, 4, 4)$$,
  'four are answered'
);
select ok(
  (select leased_until > now() + interval '30 seconds' from ship.push_batches), 'the lease is renewed'
);
select results_eq(
  $$select sent_count, device_count, state from ship.push_runs where id = 1$$, $$values (4::bigint, 4::bigint, 'running')$$,
  'the run knows at once'
);

select * from finish();
