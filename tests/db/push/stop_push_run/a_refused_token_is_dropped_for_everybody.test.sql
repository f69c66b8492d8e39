select plan(4);
select given_ios();
select given_devices(3);
select move('ios', 131);
select share_token(ship.take_provider_token('KEY', 'TEAM'), 'refused');
select share_token(ship.take_provider_token('OTHER', 'TEAM'), 'another', 'OTHER');
create temp table shared as
select key_id, token from ship_private.apns_provider_tokens;

create temp table claimed as
select claim_batch() as batch;
select is(
  ship.stop_push_run(
    (batch ->> 'batch_id')::bigint, (batch ->> 'lease_token')::uuid, 'InvalidProviderToken', 'APNs answered 403', token
  ),
  true, 'the run stops'
)
from claimed, shared
where key_id = 'KEY';
select is(ship.take_provider_token('KEY', 'TEAM') ->> 'token', null, 'what APNs refused nobody gets any more');
select is(mark_of(ship.take_provider_token('OTHER', 'TEAM')), 'another', 'that of another key stays');

select share_token(ship.take_provider_token('OTHER', 'TEAM', token), 'newer', 'OTHER')
from shared
where key_id = 'OTHER';
select ship.stop_push_run(
  (batch ->> 'batch_id')::bigint, (batch ->> 'lease_token')::uuid, 'InvalidProviderToken', 'APNs answered 403', token
)
from claimed, shared
where key_id = 'OTHER';
select is(mark_of(ship.take_provider_token('OTHER', 'TEAM')), 'newer', 'a refusal of an old one says nothing about the present one');

select * from finish();
