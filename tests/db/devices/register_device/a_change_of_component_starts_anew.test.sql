select plan(2);
select given_component('ios', 'ios', 130, array['test.app']);
select given_component('beta', 'ios', 7, array['test.app']);
select given_devices(1);

select is(
  ship.register_device('beta', (select token from ship.device_push_tokens), topic => 'test.app'),
  '{"registered": true, "component": "beta", "current_build": 7}', 'answered with the build of its component'
);
select results_eq(
  $$select id, component_key, eligible_since > now() - interval '1 minute' from ship.device_push_tokens$$,
  $$values (1::bigint, 'beta', true)$$,
  'told or missed from now on only'
);

select * from finish();
