select plan(3);
select given_ios();
select given_installations(100);
update ship.push_policy set batch_size = 25 where is_only_row;
select offer(131, 2500);
create temp table batches as select claim_batch() as batch from generate_series(1, 4);
select is(
  (select array_agg(id order by id) from batches, unnest(ids_of(batch)) as id), inside(131, 0, 2500), 'of four slices, each of 25 devices'
);
select is((select count(*) from ship.push_batches where kind = 'range'), 4::bigint, 'as many slices as for everybody: no more');
select is((select max((batch ->> 'through_id')::bigint) from batches), 100::bigint);

select * from finish();
