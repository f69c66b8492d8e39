select plan(4);
select given_ios();
select given_devices(10);
update ship.push_policy
set batch_size = 3, max_workers_per_run = 10
where is_only_row;
select move('ios', 131);
delete from ship.push_runs
where apns_environment = 'sandbox';

create temp table batches as
select claim_batch() as batch
from generate_series(1, 5);

select results_eq(
  $$select ids_of(batch) from batches where batch is not null$$,
  $$values ('{1,2,3}'::bigint[]), ('{4,5,6}'), ('{7,8,9}'), ('{10}')$$,
  'each batch goes on where the last one ended, none is larger than the policy says'
);
select is((select count(*) from batches where batch is null), 1::bigint, 'then null');
select results_eq(
  $$select kind, after_id, through_id, progress_id from ship.push_batches order by id$$,
  $$
    values
      ('range', 0::bigint, 3::bigint, 0::bigint), ('range', 3, 6, 3), ('range', 6, 9, 6), ('range', 9, 10, 9)
  $$,
  'the last reaches the bound'
);
select is((select cursor_id from ship.push_runs), 10::bigint, 'so does the cursor');

select * from finish();
