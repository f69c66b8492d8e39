select plan(4);
select given_ios();
select given_devices(3);
select given_transports('apns');
select move('ios', 131);
create temp table claimed as
select claim_batch() as batch;
select ship.stop_push_run((batch ->> 'batch_id')::bigint, (batch ->> 'lease_token')::uuid, 'BadTopic', 'APNs answered 400') from claimed;

select is(
  (ship.ship_status() #> '{stopped_runs,0}') - '{run,at}'::text[],
  '{"seq": 1, "component": "ios", "topic": "test.app", "apns_environment": "production", "reason": "BadTopic", "detail": "APNs answered 400"}',
  'what stopped and why'
);
select ship.resume_push_run(id) from ship.push_runs where state = 'stopped';
select is(ship.ship_status() -> 'stopped_runs', '[]', 'not when it goes on');

truncate claimed;
insert into claimed select claim_batch();
select ship.stop_push_run((batch ->> 'batch_id')::bigint, (batch ->> 'lease_token')::uuid, 'not_configured') from claimed;
select is(ship.ship_status() -> 'stopped_runs', '[]', 'pushes that nobody set up are no news');

update ship.push_runs set stop_reason = 'BadTopic' where stop_reason = 'not_configured';
select move('ios', 132);
select is(ship.ship_status() -> 'stopped_runs', '[]', 'nor is what a later announcement has passed');

select * from finish();
