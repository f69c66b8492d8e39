select plan(3);
select given_ios();

select is(
  ship.register_device(
    'ios', 'ABCD01', 'sandbox', 'test.app', 'device', 130, '11111111-2222-3333-4444-555555555555', '18.1', 'en', '192.0.2.1'
  ),
  '{"registered": true, "component": "ios", "current_build": 130}', 'and says which build is current'
);
select results_eq(
  $$
    select component_key, token, kind, topic, reported_apns_environment, apns_environment, installed_build, installation_id::text, os_version, locale
    from ship.device_push_tokens
  $$,
  $$
    values (
      'ios', 'abcd01', 'device', 'test.app', 'sandbox', 'sandbox', 130::bigint, '11111111-2222-3333-4444-555555555555', '18.1', 'en'
    )
  $$,
  'with what it told; the token in lower case'
);
select ship.register_device('ios', 'abcd02');
select results_eq(
  $$select kind, topic, apns_environment, reported_apns_environment from ship.device_push_tokens where token = 'abcd02'$$,
  $$values ('device', 'test.app', 'production', 'production')$$,
  'what it left out: an alert device in production, with the component''s only topic'
);

select * from finish();
