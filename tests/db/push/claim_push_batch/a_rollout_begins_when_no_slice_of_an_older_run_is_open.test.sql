select plan(4);
select given_ios();
select given_installations(10);
select move('ios', 131);
create temp table first as select claim_batch() as batch;
select answer(claim_batch());
select offer(132, 10000 - 1);
select is(claim_batch(), null, 'somebody still tells 131');
update ship.push_batches set leased_until = now() - interval '1 second' where state = 'leased';
create temp table second as select claim_batch() as batch;
select is(batch ->> 'build', '131', 'a slice whose worker died comes first') from second;
select is(claim_batch(), null);
select answer(batch) from second;
select is(claim_batch() ->> 'build', '132', 'nobody hears 131 after 132');

select * from finish();
