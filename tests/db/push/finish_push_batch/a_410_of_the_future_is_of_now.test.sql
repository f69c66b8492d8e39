select plan(1);
select given_ios();
select given_devices(2);
select move('ios', 131);
create temp table claimed as
select claim_batch() as batch;
update ship.device_push_tokens
set last_registered_at = clock_timestamp() + interval '1 hour'
where id = 2;
select answer(batch, (
  select jsonb_agg(outcome(id, 410, 'Unregistered', 'dead', jsonb_build_object('timestamp_ms', 4102444800000)))
  from generate_series(1, 2) as id
)) from claimed;
select results_eq(
  $$select id, deactivated_at is not null from ship.device_push_tokens order by id$$,
  $$values (1::bigint, true), (2::bigint, false)$$,
  'a made-up time ends nothing that registered since'
);
select * from finish();
