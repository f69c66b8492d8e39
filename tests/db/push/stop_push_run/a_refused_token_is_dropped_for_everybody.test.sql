select plan(4);
select given_ios();
select given_devices(3);
select move('ios', 131);
select ship.store_provider_token('KEY', (ship.take_provider_token('KEY', 'TEAM') #>> '{mint,lease_token}')::uuid, 'refused');
select ship.store_provider_token('OTHER', (ship.take_provider_token('OTHER', 'TEAM') #>> '{mint,lease_token}')::uuid, 'another');

create temp table claimed as
select claim_batch() as batch;
select is(
  ship.stop_push_run(
    (batch ->> 'batch_id')::bigint, (batch ->> 'lease_token')::uuid, 'InvalidProviderToken', 'APNs answered 403', 'refused'
  ),
  true, 'the run stops'
)
from claimed;
select is(ship.take_provider_token('KEY', 'TEAM') ->> 'token', null, 'what APNs refused nobody gets any more');
select is(ship.take_provider_token('OTHER', 'TEAM') ->> 'token', 'another', 'that of another key stays');

select ship.store_provider_token('OTHER', (ship.take_provider_token('OTHER', 'TEAM', 'another') #>> '{mint,lease_token}')::uuid, 'newer');
select ship.stop_push_run(
  (batch ->> 'batch_id')::bigint, (batch ->> 'lease_token')::uuid, 'InvalidProviderToken', 'APNs answered 403', 'another'
)
from claimed;
select is(ship.take_provider_token('OTHER', 'TEAM') ->> 'token', 'newer', 'a refusal of an old one says nothing about the present one');

select * from finish();
