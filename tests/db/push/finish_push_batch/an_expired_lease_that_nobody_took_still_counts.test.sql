select plan(1);
select given_ios();
select given_devices(3);
select move('ios', 131);
create temp table claimed as
select claim_batch() as batch;
update ship.push_batches
set leased_until = clock_timestamp() - interval '1 hour'
where true;

select is((select answer(batch) -> 'held' from claimed), 'true', 'fencing compares the token only');

select * from finish();
