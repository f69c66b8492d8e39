select plan(1);
select given_ios();
select given_devices(3);
select move('ios', 131);
select finish_one(delivery, 'delivered', 202) from jsonb_array_elements(ship.claim_deliveries()) as delivery;
select push_everything();

select results_eq(
  $$
    select seq, transport, component_key, previous_build, build, state, sent_count, device_count, lag >= interval '0'
    from ship.delivery_report
    order by transport
  $$,
  $$
    values
      (1::bigint, 'apns', 'ios', 130::bigint, 131::bigint, 'delivered', 3::numeric, 3::numeric, true),
      (1, 'broadcast', 'ios', 130, 131, 'delivered', null, null, true),
      (1, 'telegram', null, null, null, 'delivered', null, null, true)
  $$,
  'one row per delivery, with how it ended'
);

select * from finish();
