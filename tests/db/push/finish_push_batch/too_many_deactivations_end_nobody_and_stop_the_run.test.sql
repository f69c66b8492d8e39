select plan(8);
select given_ios();
select given_devices(300);
select given_transports('apns', 'telegram');
select move('ios', 131);
create temp table claimed as
select claim_batch() as batch;

select is(
  (select answer(batch, deaths(1, 110), 'progress', 120) ->> 'stop' from claimed), null, '110 of the batch''s 300 devices are few enough'
);
select is((select deactivated_count from ship.push_batches), 110, 'they are gone, and counted');
select is(
  (select answer(batch, deaths(121, 131), 'progress', 150) from claimed), '{"held": true, "stop": "too_many_deactivations"}',
  '121 are more than two fifths, also when they come bit by bit'
);
select is(
  (select count(*) from ship.device_push_tokens where deactivated_at is not null), 110::bigint, 'of this answer nobody is deactivated'
);
select results_eq(
  $$select state, stop_reason, stop_detail from ship.push_runs where id = 1$$,
  $$values ('stopped', 'too_many_deactivations', '121 of the 300 devices of batch 1')$$,
  'the run says why'
);
select is((select state from ship.push_batches), 'abandoned', 'the batch is over');
select is(
  (select jsonb_path_query_array(ship.ship_status(), '$.stopped_runs[*].reason')), '["too_many_deactivations"]', 'whoever looks sees it'
);
select is((select count(*) from ship.deliveries where stopped_run_id = 1), 1::bigint, 'the chat hears it');

select * from finish();
