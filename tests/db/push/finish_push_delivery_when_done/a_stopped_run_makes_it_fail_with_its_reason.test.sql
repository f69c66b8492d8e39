select plan(2);
select given_ios();
select given_devices(2);
select move('ios', 131);
create temp table claimed as
select claim_batch() as batch;

select ship.stop_push_run((batch ->> 'batch_id')::bigint, (batch ->> 'lease_token')::uuid, 'InvalidProviderToken', 'said APNs')
from claimed;
select is((select state from ship.deliveries where transport = 'apns'), 'pending', 'the other environment still goes on');

select answer(claim_batch());
select results_eq(
  $$select state, last_error, finished_at is not null from ship.deliveries where transport = 'apns'$$,
  $$values ('failed', 'InvalidProviderToken', true)$$,
  'then it failed'
);

select * from finish();
