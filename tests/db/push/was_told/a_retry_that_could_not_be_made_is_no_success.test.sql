select plan(4);
select given_ios();
select given_devices(3);
select move('ios', 131);
select answer(
  claim_batch(), (select jsonb_agg(outcome(id, 503, 'ServiceUnavailable', 'retry')) from ship.device_push_tokens)
);
update ship.push_failures
set retry_at = clock_timestamp()
where true;
update ship.device_push_tokens
set deactivated_at = clock_timestamp(), deactivation_reason = 'Unregistered'
where id = 1;
update ship.device_push_tokens
set kind = 'voip'
where id = 2;
select push_everything();

select is(ship.was_told(1, 'ios', 131), false, 'it died while it waited for its retry');
select is(ship.was_told(2, 'ios', 131), false, 'it wanted no alert any more');
select is(ship.was_told(3, 'ios', 131), true, 'it was told in the end');
select results_eq(
  $$select device_id, reason from ship.push_failures order by 1$$,
  $$values (1::bigint, 'ServiceUnavailable'), (2, 'ServiceUnavailable')$$,
  'and the others stay on record with their reason'
);

select * from finish();
