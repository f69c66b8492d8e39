select plan(10);
select given_ios();
select given_devices(10);
select given_transports('apns', 'telegram');
update ship.push_policy set batch_size = 6 where is_only_row;
select move('ios', 131);
create temp table first as
select claim_batch() as batch;
select answer(
  batch, jsonb_build_array(outcome(2, 400, 'BadDeviceToken', 'failed'), outcome(3, 400, 'PayloadTooLarge', 'failed')),
  'progress', 4
) from first;
select ship.stop_push_run((batch ->> 'batch_id')::bigint, (batch ->> 'lease_token')::uuid, 'InvalidProviderToken') from first;
select is(push_everything(), 1, 'nothing of a stopped run is handed out, the one batch is of the sandbox run');
select is((select last_error from ship.deliveries where transport = 'apns'), 'InvalidProviderToken', 'the run stopped');

select ship.resume_push_run((select id from ship.push_runs where apns_environment = 'production'));
select is((select state from ship.deliveries where transport = 'apns'), 'pending', 'the delivery is open again');

create temp table again as
select claim_batch() as batch;
select is((select ids_of(batch) from again), '{5,6}', 'what was handed out and not answered comes first');
select answer(batch) from again;
create temp table retried as
select claim_batch() as batch;
select is((select ids_of(batch) from retried), '{2}', 'whom the breaker''s reasons failed is asked again');
select answer(batch) from retried;
select is(ids_of(claim_batch()), '{7,8,9,10}', 'then the rest');
update ship.push_batches set leased_until = clock_timestamp() where state = 'leased';
select push_everything();
select results_eq(
  $$select state, device_count, sent_count from ship.push_runs where apns_environment = 'production'$$,
  $$values ('finished', 10::bigint, 9::bigint)$$,
  'everybody is counted once'
);
select is((select array_agg(reason) from ship.push_failures), '{PayloadTooLarge}', 'who failed for another reason stays failed');
select is((select state from ship.deliveries where transport = 'apns'), 'delivered', 'and the delivery ends well');
select commit_audit();
select is(
  (select detail ->> 'reason' from ship.audit_log where action = 'push_run.resumed'), 'InvalidProviderToken', 'who resumed what is audited'
);
select * from finish();
