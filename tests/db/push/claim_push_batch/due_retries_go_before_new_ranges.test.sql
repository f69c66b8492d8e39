select plan(4);
select given_ios();
select given_devices(4);
update ship.push_policy
set batch_size = 2
where is_only_row;
select move('ios', 131);
select answer(
  claim_batch(),
  jsonb_build_array(outcome(1, 500, 'InternalServerError', 'retry'), outcome(2, 429, 'TooManyRequests', 'retry'))
);
update ship.push_failures
set retry_at = clock_timestamp() - interval '1 millisecond'
where device_id = 2;

create temp table retry as
select claim_batch() as batch;
select is((select ids_of(batch) from retry), '{2}', 'the one that is due, alone');
select results_eq(
  $$select kind, after_id, through_id from ship.push_batches order by id desc limit 1$$,
  $$values ('retry', 1::bigint, 2::bigint)$$,
  'as a leased batch like any other'
);
select is(ids_of(claim_batch()), '{3,4}', 'then the next range');

select answer(batch) from retry;
select results_eq(
  $$select device_id from ship.push_failures$$, $$values (1::bigint)$$, 'told at last: the failure is gone'
);

select * from finish();
