select plan(1);
select given_ios();
select given_devices(3);
select move('ios', 131);
delete from ship.push_runs
where apns_environment = 'sandbox';
select claim_batch();

select is(claim_batch(), null, 'there is nothing else to do');

select * from finish();
