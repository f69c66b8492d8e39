select plan(5);
select given_ios();
select given_devices(3);
select given_transports('apns');
select move('ios', 131);
select answer(claim_batch(), jsonb_build_array(outcome(2, 400, 'PayloadTooLarge', 'failed')));
select push_everything();
select move('ios', 132);
select answer(claim_batch(), jsonb_build_array(outcome(2, 400, 'PayloadTooLarge', 'failed')));
select push_everything();
update ship.push_runs set finished_at = now() - interval '91 days' where seq = 1;

select ship_private.prune();
select is((select count(*) from ship.push_failures), 1::bigint, 'old failures go, those of the last 90 days stay');
select is((select count(*) from ship.push_batches), 4::bigint, 'one slice at a time, failures first');
select ship_private.prune();
select is((select count(*) from ship.push_batches), 2::bigint, 'then old batches');
select is(
  (select sent_count from ship.push_runs where seq = 1 and apns_environment = 'production'), 2::bigint, 'the run keeps its counts'
);
select is(ship.was_told(1, 'ios', 132), true, 'newer fan-outs still answer');
select * from finish();
