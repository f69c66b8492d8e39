select plan(3);
select given_ios();
select given_devices(1);
select move('ios', 131);

create temp table claimed as
select claim_batch() as batch;

select is(
  (select batch - '{lease_token,announcement,expiration,devices}'::text[] from claimed),
  '{
    "batch_id": 1, "run_id": 1, "seq": 1, "sent": 0, "component": "ios", "channel": "live", "alert": {"title": "IOS", "body": "Build 131 is on TestFlight. Tap to install."}, "build": 131, "topic": "test.app",
    "apns_environment": "production", "apns_key": "default", "progress_every": 500, "lease_seconds": 30, "through_id": 1
  }',
  'what to say, to whom, with which key'
);
select is(
  (select jsonb_build_array(batch -> 'lease_token', batch -> 'announcement') from claimed),
  (select jsonb_build_array(lease_token, (select id from ship.announcements)) from ship.push_batches),
  'its lease and its announcement'
);
select is(
  (select (batch ->> 'expiration')::bigint from claimed),
  (select extract(epoch from min(life_since) + interval '24 hours')::bigint from ship.push_runs where id = 1),
  'it is worth nothing a day after the announcement'
);

select * from finish();
