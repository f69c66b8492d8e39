select plan(2);
select given_ios();
select given_devices(3);
select move('ios', 131);
create temp table claimed as
select claim_batch() as batch;
delete from ship.device_push_tokens
where id = 2;

select is(
  (
    select answer(batch, jsonb_build_array(
      outcome(2, 500, 'InternalServerError', 'retry'), outcome(3, 500, 'InternalServerError', 'retry')
    )) -> 'held'
    from claimed
  ),
  'true', 'the batch is written'
);
select results_eq($$select device_id from ship.push_failures$$, $$values (3::bigint)$$, 'without the one that is gone');

select * from finish();
