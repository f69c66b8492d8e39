select plan(2);
select given_ios();
select given_devices(2);
update ship.push_policy
set batch_size = 1
where is_only_row;
select move('ios', 131);
select claim_batch();
select answer(claim_batch(), jsonb_build_array(outcome(2, 500, 'InternalServerError', 'retry')));
select move('ios', 132);
update ship.push_failures
set retry_at = clock_timestamp()
where true;
update ship.push_batches
set leased_until = clock_timestamp() - interval '1 millisecond'
where state = 'leased';

create temp table batches as
select claim_batch() as batch
from generate_series(1, 5);

select is((select array_agg(distinct batch ->> 'build') from batches where batch is not null), '{132}', 'no range, no takeover, no retry of 131');
select is((select count(batch) from batches), 3::bigint, 'the new run''s two devices, and its empty sandbox');

select * from finish();
