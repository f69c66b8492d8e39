select plan(15);
select given_ios();
select given_devices(5);
update ship.push_policy set batch_size = 2 where true;
select move('ios', 131);
create temp table claimed as
select claim_batch() as batch;
create temp table chat as
select delivery from jsonb_array_elements(ship.claim_deliveries()) as delivery where delivery ->> 'transport' = 'telegram';
select answer(batch, jsonb_build_array(outcome(1, 503, 'ServiceUnavailable', 'retry')), 'progress', 1) from claimed;

create function pg_temp.stop(reason text)
returns jsonb
language sql
as $$
  select ship.stop_announcement((select id from ship.announcements), stop.reason, 'ana@desk');
$$;

select fails_with($$select pg_temp.stop('')$$, 'PT422', 'reason_missing');
select fails_with($$select ship.stop_announcement(gen_random_uuid(), 'why')$$, 'PT404', 'announcement_unknown');

create temp table stopped as
select pg_temp.stop('wrong notes') as answer;
select is((select answer -> 'ended' from stopped), '3', 'broadcast, push and chat end');
select is((select array_agg(distinct state) from ship.deliveries), array['skipped'], 'nothing is pending or leased');
select is((select array_agg(distinct last_error) from ship.deliveries), array['stopped_by_hand'], 'each says why');
select is(
  (select stop_detail from ship.push_runs where apns_environment = 'production'),
  'wrong notes: 5 devices were not told', 'one waits for another try, one is in a worker''s hands, three were never handed out'
);
select is(
  jsonb_path_query_array((select answer from stopped), '$.runs[*].detail') -> 0,
  '"wrong notes: 5 devices were not told"', 'and so does the answer'
);
select is((select answer(batch) ->> 'stop' from claimed), 'stopped_by_hand', 'the worker is told to stop');
select is(ship.was_told(5, 'ios', 131), false, 'who was not handed out was not told');
select is((select finish_one(delivery, 'delivered', 200) from chat), false, 'whoever is on the wire with the chat finds its lease gone');
select is(ship.retry_deliveries(), 0, 'nobody tries it again');
select is(ship.announcement_progress() -> 'complete', 'true', 'it has ended');
select is((select count(*) from ship.deliveries), 3::bigint, 'the chat is not told what somebody did on purpose');
select is(pg_temp.stop('again') -> 'ended', '0', 'a second time changes nothing');
select commit_audit();
select results_eq(
  $$select actor, detail - 'seq' from ship.audit_log where action = 'announcement.stopped'$$,
  $$values ('ana@desk', '{"role": "postgres", "reason": "wrong notes", "ended": 3}'::jsonb)$$, 'who stopped it and why, once'
);

select * from finish();
