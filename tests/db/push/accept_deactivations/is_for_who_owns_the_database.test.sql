select plan(11);
select given_ios();
select given_devices(300);
select given_transports('apns');
select move('ios', 131);
select answer(claim_batch(), deaths(1, 200), 'progress', 250);

select is(error_as('service_role', $$select ship.accept_deactivations(1, 'true')$$) ->> 'state', '42501', 'a secret key is not enough');
select fails_with($$select ship.accept_deactivations(1, ' ')$$, 'PT422', 'reason_missing');
select fails_with($$select ship.accept_deactivations(4711, 'gone')$$, 'PT404', 'run_unknown');
select fails_with($$select ship.accept_deactivations(2, 'gone')$$, 'PT409', 'run_not_stopped');
update ship.push_runs set stop_reason = 'BadTopic' where id = 1;
select fails_with($$select ship.accept_deactivations(1, 'gone')$$, 'PT409', 'deactivations_not_doubted', 'nobody doubts them here');
update ship.push_runs set stop_reason = 'too_many_deactivations' where id = 1;
select is((select bool_or(has_accepted_deactivations) from ship.push_runs), false, 'a refusal changes nothing');

select ship.accept_deactivations(1, 'the beta has ended');
select answer(claim_batch());
select is((select ids_of(claim_batch())), (select array_agg(id) from generate_series(1::bigint, 200) as id), 'APNs is asked about them again');
select is(
  (
    select ship.finish_push_batch(id, lease_token, 200, 0, deaths(1, 200), 'finished') ->> 'stop'
    from ship.push_batches
    where state = 'leased'
  ),
  null, 'then they are believed'
);
select is((select count(*) from ship.device_push_tokens where deactivated_at is not null), 200::bigint, 'and deactivated');
select push_everything();
select is((select state from ship.push_runs where id = 1), 'finished', 'the run goes on to its end');
select commit_audit();
select is(
  (select detail from ship.audit_log where action = 'push_run.deactivations_accepted'), '{"run": 1, "reason": "the beta has ended"}',
  'the chain knows who said so, and why'
);

select * from finish();
