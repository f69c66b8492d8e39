select plan(6);
select given_ios();
select given_devices(6);
update ship.push_policy
set batch_size = 2
where is_only_row;
select move('ios', 131);
delete from ship.push_runs
where apns_environment = 'sandbox';
create temp table batches as
select place, claim_batch() as batch
from generate_series(1, 2) as place;

select answer(batch) from batches where place = 1;
select answer(batch, jsonb_build_array(outcome(3, 503, 'ServiceUnavailable', 'retry'))) from batches where place = 2;
select is((select state from ship.push_runs), 'running', 'a range is left');

create temp table third as
select claim_batch() as batch;
select is((select state from ship.push_runs), 'running', 'a lease is left');

select answer(batch) from third;
select is((select state from ship.push_runs), 'retrying', 'a retry is left');
select is((select state from ship.deliveries where transport = 'apns'), 'pending', 'so the delivery waits');

update ship.push_failures
set retry_at = clock_timestamp()
where true;
select answer(claim_batch());
select results_eq(
  $$select state, sent_count, device_count, finished_at is not null from ship.push_runs$$,
  $$values ('finished', 6::bigint, 6::bigint, true)$$,
  'nothing is left'
);
select is((select state from ship.deliveries where transport = 'apns'), 'delivered', 'and the delivery has ended');

select * from finish();
