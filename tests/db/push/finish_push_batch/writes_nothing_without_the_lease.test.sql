select plan(4);
select given_ios();
select given_devices(3);
select move('ios', 131);
create temp table claimed as
select claim_batch() as batch;

select is(
  (
    select answer(
      batch || jsonb_build_object('lease_token', gen_random_uuid()),
      jsonb_build_array(
        outcome(1, 410, 'Unregistered', 'dead', '{"timestamp_ms": 9999999999999}'),
        outcome(2, 200, '', 'corrected', '{"apns_environment": "sandbox"}')
      )
    )
    from claimed
  ),
  '{"held": false, "stop": null}', 'a wrong token holds nothing'
);
select is_empty($$select from ship.push_failures$$, 'no failure');
select is_empty(
  $$select from ship.device_push_tokens where deactivated_at is not null or apns_environment <> 'production'$$, 'no device is touched'
);
select results_eq(
  $$select sent_count, device_count from ship.push_runs where id = 1$$, $$values (0::bigint, 0::bigint)$$, 'nothing is counted'
);

select * from finish();
