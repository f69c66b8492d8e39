select plan(2);
select given_ios();
select given_devices(10);
update ship.push_policy
set batch_size = 1, max_workers_per_run = 2
where is_only_row;
select move('ios', 131);
delete from ship.push_runs
where apns_environment = 'sandbox';

create temp table batches as
select claim_batch() as batch
from generate_series(1, 3);
select is((select count(batch) from batches), 2::bigint, 'the third finds no place');

select answer(batch) from batches where ids_of(batch) = '{1}';
select is(ids_of(claim_batch()), '{3}', 'until one has ended');

select * from finish();
