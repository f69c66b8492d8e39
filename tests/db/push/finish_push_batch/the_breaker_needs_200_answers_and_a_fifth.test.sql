select plan(3);
select given_ios();
select given_devices(600);
select move('ios', 131);
create temp table claimed as
select claim_batch() as batch;

select is(
  (
    select answer(batch, (select jsonb_agg(outcome(id, 400, 'BadDeviceToken', 'failed')) from generate_series(1, 40) as id), 'progress', 199) -> 'stop'
    from claimed
  ),
  'null', '40 of 199: too few answers to tell'
);
select is(
  (
    select ship.finish_push_batch((batch ->> 'batch_id')::bigint, (batch ->> 'lease_token')::uuid, 201, 2, '[]', 'progress') -> 'stop'
    from claimed
  ),
  'null', '40 of 201: less than a fifth'
);
select is(
  (
    select ship.finish_push_batch(
      (batch ->> 'batch_id')::bigint, (batch ->> 'lease_token')::uuid, 300, 0,
      (select jsonb_agg(outcome(id, 503, 'ServiceUnavailable', 'retry')) from generate_series(202, 300) as id), 'progress'
    ) -> 'stop'
    from claimed
  ),
  'null', 'a server that is down is no bad token'
);

select * from finish();
