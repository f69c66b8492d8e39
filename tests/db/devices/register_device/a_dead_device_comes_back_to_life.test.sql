select plan(2);
select given_ios();
select given_devices(1);
update ship.device_push_tokens
set deactivated_at = now(), deactivation_reason = 'Unregistered'
where true;

select ship.register_device('ios', (select token from ship.device_push_tokens), topic => 'test.app');

select results_eq(
  $$select id, deactivated_at, deactivation_reason from ship.device_push_tokens$$,
  $$values (1::bigint, null::timestamptz, null::text)$$,
  'the same row is active again'
);
select ok(
  (select eligible_since > now() - interval '1 minute' from ship.device_push_tokens),
  'and counts as told or missed from now on only'
);

select * from finish();
