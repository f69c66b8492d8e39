select plan(8);
select given_ios();
select given_devices(3);
select given_transports('apns');
-- a bound that covers nobody, as a run had that came with a dump
select setval('ship.device_push_tokens_id_seq', 1, false);
select move('ios', 131);
update ship.push_runs set bound_id = 0, mature_through_id = 0 where true;
select push_everything();

select results_eq(
  $$select apns_environment, state, stop_reason, device_count from ship.push_runs order by 1$$,
  $$values ('production', 'stopped', 'devices_missed', 0::bigint), ('sandbox', 'finished', null, 0)$$,
  '0 of 0 while active devices were there is not finished; without any it is'
);
select matches(
  (select stop_detail from ship.push_runs where stop_reason is not null), '3 active devices', 'how many were missed'
);
select is(
  (select state || ' ' || last_error from ship.deliveries), 'failed devices_missed', 'the delivery fails with the reason'
);

select ship.resume_push_run(id) from ship.push_runs where state = 'stopped';
select push_everything();
select is(
  (select state || ' ' || device_count from ship.push_runs where apns_environment = 'production'), 'finished 3', 'resumed, it asks everybody'
);
select is((select state from ship.deliveries), 'delivered', 'and the delivery ends well');

update ship.device_push_tokens set eligible_since = clock_timestamp() where true;
select move('ios', 132);
update ship.push_runs set bound_id = 0, mature_through_id = 0 where seq = 2;
select push_everything();
select is(
  (select array_agg(distinct state) from ship.push_runs where seq = 2), array['finished'],
  'who registered since is answered with the new build: nobody was missed'
);

update ship.device_push_tokens
set eligible_since = now() - interval '1 day', deactivated_at = clock_timestamp(), deactivation_reason = 'Unregistered'
where true;
select move('ios', 133);
select push_everything();
select is((select array_agg(distinct state) from ship.push_runs where seq = 3), array['finished'], 'nobody is active: nothing to do');

update ship.device_push_tokens
set deactivated_at = null, deactivation_reason = null, apns_environment = 'sandbox', apns_environment_since = clock_timestamp() + interval '1 hour'
where true;
select move('ios', 134);
update ship.push_runs set bound_id = 0, mature_through_id = 0 where seq = 4;
select push_everything();
select is(
  (select array_agg(distinct state) from ship.push_runs where seq = 4), array['finished'],
  'a device that the other run has told and moved here is no miss'
);

select * from finish();
