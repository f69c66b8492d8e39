select plan(12);

select given_store();
select look();
select cmp_ok(next_look_in(), '>', 3000, 'nothing is on its way');
select is(hint('e-1'), '{"is_new": true, "outcome": "waiting", "code": null, "due": 1}', 'a hint');
select cmp_ok(next_look_in(), '<=', 0, 'its app is looked up next');
select look();
select is((select outcome from ship.store_events), 'looked', 'and then it is handled');
select is(hint('e-1'), '{"is_new": false, "outcome": "looked", "code": null, "due": 0}', 'the same again');
select cmp_ok(next_look_in(), '>', 0, 'causes no look');
select is(hint('e-2', app_id => null) ->> 'due', '1', 'a webhook whose address names no app is about all');
select is(
  hint('e-3', app_id => '999999'), '{"is_new": true, "outcome": "ignored", "code": "app_undeclared", "due": 0}', 'one of an app that nobody declared is kept'
);
select is(hint('e-4', 'betaFeedbackCrashSubmissionCreated') ->> 'code', 'type_not_followed', 'and one that nobody follows');
select is(hint('e-5', 'webhookPingCreated') ->> 'outcome', 'ping', 'a ping is one');
select is(jsonb_path_query_array(ship.store_status(), '$.events[*].id'), '["e-5", "e-4", "e-3", "e-2", "e-1"]', 'all are shown, the newest first');
select fails_with($$select ship.take_store_event('a b', 'x')$$, '23514', 'store_event_id_is_plain');

select * from finish();
