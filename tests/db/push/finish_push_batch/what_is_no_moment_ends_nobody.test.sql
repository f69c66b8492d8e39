select plan(4);
select given_ios();
select given_devices(5);
select move('ios', 131);
create temp table claimed as
select claim_batch() as batch;

select is(
  answer(batch, jsonb_build_array(
    outcome(1, 410, 'Unregistered', 'dead', '{"timestamp_ms": 1e300}'),
    outcome(2, 410, 'Unregistered', 'dead', '{"timestamp_ms": -1e300}'),
    outcome(3, 410, 'Unregistered', 'dead', '{"timestamp_ms": 4102444800000}'),
    outcome(4, 429, 'TooManyRequests', 'retry', '{"retry_after_s": 1e300}'),
    outcome(5, 429, 'TooManyRequests', 'retry', '{"retry_after_s": -1e300}')
  )) ->> 'held',
  'true', 'what APNs can not have said spoils nothing that is written down beside it'
)
from claimed;
select is((select array_agg(id) from ship.device_push_tokens where deactivated_at is not null), array[3::bigint], 'a moment beyond all ends nobody');
select is((select retry_at from ship.push_failures where device_id = 4), null, 'a wait of a day and more is never');
select ok((select retry_at <= clock_timestamp() from ship.push_failures where device_id = 5), 'one of less than nothing is none');

select * from finish();
