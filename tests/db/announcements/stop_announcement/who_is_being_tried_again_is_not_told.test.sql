select plan(2);
select given_ios();
select given_devices(3);
select given_transports('apns');
select move('ios', 131);
select answer(claim_batch(), jsonb_build_array(outcome(1, 503, 'ServiceUnavailable', 'retry'), outcome(2, 503, 'ServiceUnavailable', 'retry')));
update ship.push_failures set retry_at = clock_timestamp() where true;
select isnt(claim_batch(), null, 'a worker has them in its hands');

select ship.stop_announcement((select id from ship.announcements), 'wrong notes');
select is(
  (select stop_detail from ship.push_runs where apns_environment = 'production'), 'wrong notes: 2 devices were not told', 'both are named'
);

select * from finish();
