select plan(2);
select given_ios();
select given_devices(1);
select move('ios', 131);
select answer(claim_batch(), jsonb_build_array(outcome(1, 500, 'InternalServerError', 'retry')));

select is(ship.unregister_device((select token from ship.device_push_tokens), 'test.app'), true, 'erased');
select is((select count(*) from ship.push_failures), 1::bigint, 'who was not told is still counted');

select * from finish();
