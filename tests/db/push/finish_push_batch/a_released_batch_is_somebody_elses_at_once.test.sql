select plan(4);
select given_ios();
select given_devices(6);
select move('ios', 131);
create temp table first as
select claim_batch() as batch;

select is((select answer(batch, disposition => 'released', through => 2) -> 'held' from first), 'true', 'handed over');
select is(
  (select answer(batch, disposition => 'progress', through => 3) -> 'held' from first), 'false', 'from now on it is fenced out'
);
create temp table second as
select claim_batch() as batch;
select is((select batch -> 'batch_id' from second), (select batch -> 'batch_id' from first), 'somebody else goes on');
select is((select ids_of(batch) from second), '{3,4,5,6}', 'where it stopped');

select * from finish();
