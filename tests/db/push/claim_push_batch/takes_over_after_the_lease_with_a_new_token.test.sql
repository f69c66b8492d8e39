select plan(7);
select given_ios();
select given_devices(6);
select move('ios', 131);
create temp table first as
select claim_batch() as batch;
select answer(batch, disposition => 'progress', through => 4) from first;
update ship.push_batches
set leased_until = clock_timestamp() - interval '1 millisecond'
where true;

create temp table second as
select claim_batch() as batch;

select is((select batch -> 'batch_id' from second), (select batch -> 'batch_id' from first), 'the abandoned batch goes before new ranges');
select isnt((select batch -> 'lease_token' from second), (select batch -> 'lease_token' from first), 'under a new token');
select is((select ids_of(batch) from second), '{5,6}', 'only with the devices that are not answered yet');
select is((select takeover_count from ship.push_batches), 1, 'and it is counted');
select is(
  (select answer(batch) from first), '{"held": false, "stop": null}', 'the one who was slow is fenced out'
);
select answer(batch) from second;
select results_eq(
  $$select sent_count, device_count from ship.push_batches$$, $$values (6, 6)$$, 'nobody is counted twice'
);
select is(
  (select count(*) from ship.push_failures), 0::bigint, 'and nobody is missing'
);

select * from finish();
