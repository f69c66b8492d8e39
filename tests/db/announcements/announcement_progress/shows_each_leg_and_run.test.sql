select plan(7);
select is(ship.announcement_progress(), null, 'nothing was announced yet');
select given_ios();
select given_devices(4);
update ship.push_policy set batch_size = 2 where is_only_row;
select move('ios', 131);
select answer(batch, jsonb_build_array(outcome(2, 503, 'ServiceUnavailable', 'retry')))
from (select claim_batch() as batch) as claimed;
create temp table progress as
select ship.announcement_progress() as p;
select is((select p -> 'changes' from progress), '[{"bps": 10000, "build": 131, "event": "build-available", "channel": "live", "component": "ios", "previous_build": 130}]', 'what moved');
select is((select jsonb_array_length(p -> 'deliveries') from progress), 3, 'every leg');
select is(
  (select jsonb_path_query_array(p, '$.deliveries[*].kind') from progress), '["broadcast", "chat", "push"]', 'and what kind it is'
);
select is(
  (select (p -> 'runs' -> 0) - '{run,started_at,finished_at,first_answer_at,last_answer_at,detail}'::text[] from progress),
  '{
    "component": "ios", "channel": "live", "build": 131, "from_bps": 0, "to_bps": 10000, "topic": "test.app", "apns_environment": "production", "state": "running", "reason": null,
    "answered": 2, "sent": 1, "share": 0.5, "workers": 0, "takeovers": 0, "failures": {"ServiceUnavailable": 1}, "retrying": 1
  }'::jsonb,
  'how far the run is, and who waits for another try'
);
select is((select p -> 'complete' from progress), 'false', 'not done');
select is(
  (select ship.announcement_progress((p ->> 'announcement')::uuid) ->> 'seq' from progress), '1', 'or one announcement by its id'
);
select * from finish();
