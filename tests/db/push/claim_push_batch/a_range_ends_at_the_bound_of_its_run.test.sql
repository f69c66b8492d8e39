select plan(2);
select given_ios();
select given_devices(4);
select move('ios', 131);
select given_devices(4);

select is(ids_of(claim_batch()), '{1,2,3,4}', 'devices that registered after the move are not in the run');
select is((select max(through_id) from ship.push_batches), 4::bigint, 'no batch reaches beyond the bound');

select * from finish();
