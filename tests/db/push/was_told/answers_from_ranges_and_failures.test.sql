select plan(9);
select given_ios();
select given_devices(6);
update ship.push_policy set batch_size = 5 where is_only_row;
select move('ios', 131);
create temp table first as
select claim_batch() as batch;
select is(ship.was_told(1, 'ios', 131), false, 'handed out is not told');
select answer(
  batch,
  jsonb_build_array(
    outcome(2, 410, 'Unregistered', 'dead'),
    outcome(3, 200, 'BadDeviceToken', 'corrected', '{"apns_environment": "sandbox"}')
  ),
  'progress', 4
) from first;
select is(ship.was_told(1, 'ios', 131), true, 'inside an answered range');
select is(ship.was_told(2, 'ios', 131), false, 'but not who failed');
select is(ship.was_told(3, 'ios', 131), true, 'also on the other host');
select is(ship.was_told(5, 'ios', 131), false, 'nor who is not answered yet');
select is(ship.was_told(6, 'ios', 131), false, 'nor who is not handed out yet');
select is(ship.was_told(1, 'ios', 130), false, 'of this build only');
select is(ship.was_told(4711, 'ios', 131), false, 'a device that is not there was not told');
update ship.device_push_tokens set eligible_since = clock_timestamp() + interval '1 second' where id = 1;
select is(ship.was_told(1, 'ios', 131), false, 'who came back later was not told then');
select * from finish();
