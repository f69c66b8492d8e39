select plan(5);
select given_ios();
select given_devices(4);
select move('ios', 131);
select answer(claim_batch(), (
  select jsonb_agg(outcome(id, 200, '', 'corrected', '{"apns_environment": "sandbox"}')) from ship.device_push_tokens
));
select push_everything();
select is(ship.was_told(1, 'ios', 131), true, 'the run that corrected it told it');

select move('ios', 132);
create temp table batches as
select claim_batch() as batch
from generate_series(1, 2);
select answer(batch) from batches where batch ->> 'apns_environment' = 'production';
select is(
  ship.was_told(1, 'ios', 132), false, 'the next time it belongs to the sandbox run, which has not answered yet'
);
select answer(batch, jsonb_build_array(outcome(2, 400, 'BadDeviceToken', 'failed')))
from batches
where batch ->> 'apns_environment' = 'sandbox';
select is(ship.was_told(1, 'ios', 132), true, 'now it has');
select is(ship.was_told(2, 'ios', 132), false, 'a refusal there counts, whatever the production run did');

select ship.register_device('ios', token, 'sandbox', 'test.app') from ship.device_push_tokens where id = 1;
select ship.register_device('ios', token, 'production', 'test.app') from ship.device_push_tokens where id = 1;
select is(ship.was_told(1, 'ios', 132), true, 'another report later changes nothing about what was told');

select * from finish();
