select plan(6);
select given_ios();
select given_devices(3);
select given_transports('apns', 'telegram');
select move('ios', 131);
select finish_one(delivery, 'delivered') from jsonb_array_elements(ship.claim_deliveries()) as delivery;
create temp table first as
select claim_batch() as batch;
select ship.stop_push_run(
  (batch ->> 'batch_id')::bigint, (batch ->> 'lease_token')::uuid, 'InvalidProviderToken', 'APNs answered 403'
) from first;

create temp table told as
select ship.claim_deliveries() -> 0 as delivery;
select is((select delivery ->> 'transport' from told), 'telegram', 'chat is told by the same outbox');
select is((select delivery -> 'stopped_run' ->> 'reason' from told), 'InvalidProviderToken', 'with the reason');
select is((select delivery -> 'stopped_run' ->> 'detail' from told), 'APNs answered 403', 'and the detail');
select finish_one(delivery, 'delivered') from told;
select is(ship.claim_deliveries(), '[]', 'once');

select ship.resume_push_run((batch ->> 'run_id')::bigint) from first;
select ship.stop_push_run((batch ->> 'batch_id')::bigint, (batch ->> 'lease_token')::uuid, 'InvalidProviderToken')
from (select claim_batch() as batch) as again;
select is(jsonb_array_length(ship.claim_deliveries()), 1, 'stopped again, told again');

update ship.deliveries set state = 'skipped', last_error = 'expired', finished_at = now(), lease_token = null, leased_until = null
where finished_at is null;
select move('ios', 132);
select ship.stop_push_run((batch ->> 'batch_id')::bigint, (batch ->> 'lease_token')::uuid, 'not_configured')
from (select claim_batch() as batch) as again;
select is(
  (select count(*) from ship.deliveries where stopped_run_id is not null and seq = 2), 0::bigint,
  'a transport that nobody set up is not worth a message'
);
select * from finish();
