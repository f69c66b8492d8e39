select plan(2);
select given_ios();
select given_devices(1);
select move('ios', 131);
create temp table claimed as
select claim_batch() as batch;

select fails_with($$select answer(batch, disposition => 'done') from claimed$$, 'PT422', 'disposition_unknown');
select fails_with($$select answer(batch, disposition => null) from claimed$$, 'PT422', 'disposition_unknown');

select * from finish();
