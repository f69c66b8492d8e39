select plan(1);
select given_ios();
select given_devices(4);
select move('ios', 131);
select answer(
  claim_batch(),
  (select jsonb_agg(outcome(id, 500, 'InternalServerError', 'retry')) from ship.device_push_tokens)
);
update ship.push_failures
set retry_at = clock_timestamp()
where true;
update ship.device_push_tokens
set deactivated_at = now(), deactivation_reason = 'Unregistered'
where id = 1;
update ship.device_push_tokens
set kind = 'voip'
where id = 2;
delete from ship.device_push_tokens
where id = 3;

select is(ids_of(claim_batch()), '{4}', 'dead, changed to voip, or erased meanwhile');

select * from finish();
