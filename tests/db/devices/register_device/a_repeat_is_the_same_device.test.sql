select plan(3);
select given_ios();
select ship.register_device(
  'ios', 'abcd01', 'production', 'test.app', 'device', 130, '11111111-2222-3333-4444-555555555555', '18.1', 'en'
);
update ship.device_push_tokens
set last_registered_at = now() - interval '1 day', eligible_since = now() - interval '1 day';
create temp table before as
select * from ship.device_push_tokens;

select ship.register_device('ios', 'ABCD01', 'production', 'test.app', installed_build => 131);

select is(
  (select to_jsonb(device_push_tokens) - 'last_registered_at' from ship.device_push_tokens),
  (select to_jsonb(before) - 'last_registered_at' || '{"installed_build": 131}' from before),
  'one row; what is new is written, what is left out stays'
);
select ok((select last_registered_at > now() - interval '1 minute' from ship.device_push_tokens), 'last_registered_at always moves');
select is((select eligible_since from ship.device_push_tokens), (select eligible_since from before), 'eligible_since does not');

select * from finish();
