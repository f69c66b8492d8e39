select plan(6);
select given_ios();
select given_devices(300);
update ship.push_policy
set batch_size = 250
where is_only_row;
select move('ios', 131);
create temp table claimed as
select claim_batch() as batch;

select is(
  (
    select answer(
      batch,
      (
        select jsonb_agg(outcome(id, 400, case when id % 2 = 0 then 'BadDeviceToken' else 'DeviceTokenNotForTopic' end, 'failed'))
        from generate_series(1, 40) as id
      ),
      'progress', 200
    )
    from claimed
  ),
  '{"held": true, "stop": "too_many_bad_tokens"}', '40 of 200 are a fifth'
);
select results_eq(
  $$select state, stop_reason, finished_at is not null from ship.push_runs where id = 1$$,
  $$values ('stopped', 'too_many_bad_tokens', true)$$,
  'the run says why'
);
select is_empty(
  $$select from ship.device_push_tokens where deactivated_at is not null$$, 'not one token is deactivated: that is a wrong key'
);
select is((select state from ship.push_batches), 'abandoned', 'the batch is over');
select commit_audit();
select is(
  (select detail from ship.audit_log where action = 'push_run.stopped'),
  '{"run": 1, "topic": "test.app", "apns_environment": "production", "reason": "too_many_bad_tokens"}',
  'the chain knows'
);
select push_everything();
select results_eq(
  $$select state, last_error from ship.deliveries where transport = 'apns'$$, $$values ('failed', 'too_many_bad_tokens')$$,
  'so does the delivery'
);

select * from finish();
