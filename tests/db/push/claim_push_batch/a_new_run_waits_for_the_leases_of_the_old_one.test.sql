select plan(5);
select given_ios();
select given_devices(4);
update ship.push_policy
set batch_size = 2
where is_only_row;
select move('ios', 131);
create temp table old_ones as
select claim_batch() as batch
from generate_series(1, 2);
select move('ios', 132);

select is(claim_batch(), null, 'nobody is told 132 while somebody may still be told 131');

select is(
  (select array_agg(distinct answer(batch, disposition => 'progress') ->> 'stop') from old_ones where ids_of(batch) = '{1,2}'),
  '{superseded}', 'the old worker is told to stop, and its lease is released'
);
select is(claim_batch(), null, 'not before the last one has');

update ship.push_batches
set leased_until = clock_timestamp() - interval '1 millisecond'
where state = 'leased';
create temp table new_one as
select claim_batch() as batch;
select is((select batch ->> 'build' from new_one), '132', 'or its lease has expired');
select is((select ids_of(batch) from new_one), '{1,2}', 'the new run starts at the first device');

select * from finish();
