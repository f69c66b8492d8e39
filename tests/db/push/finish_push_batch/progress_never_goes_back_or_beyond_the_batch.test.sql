select plan(2);
select given_ios();
select given_devices(6);
select move('ios', 131);
create temp table claimed as
select claim_batch() as batch;
select answer(batch, disposition => 'progress', through => 4) from claimed;

select ship.finish_push_batch(
  (batch ->> 'batch_id')::bigint, (batch ->> 'lease_token')::uuid, 2, 0, '[]', 'progress'
)
from claimed;
select is((select progress_id from ship.push_batches), 4::bigint, 'not back');

select ship.finish_push_batch(
  (batch ->> 'batch_id')::bigint, (batch ->> 'lease_token')::uuid, 99, 2, '[]', 'progress'
)
from claimed;
select is((select progress_id from ship.push_batches), 6::bigint, 'not beyond');

select * from finish();
