select plan(2);
select given_ios();
select given_devices(200);
select move('ios', 131);
create temp table claimed as
select claim_batch() as batch;

select is(
  (
    select ship.finish_push_batch(
      (batch ->> 'batch_id')::bigint, (batch ->> 'lease_token')::uuid, 150, 1000000, deaths(1, 101), 'progress'
    ) ->> 'stop'
    from claimed
  ),
  'too_many_deactivations', '101 of 200, whatever else was said to be sent'
);
select is_empty($$select from ship.device_push_tokens where deactivated_at is not null$$, 'nobody is deactivated');

select * from finish();
