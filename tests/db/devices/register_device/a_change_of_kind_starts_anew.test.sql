select plan(2);
select given_ios();
select given_devices(1);
select ship.register_device('ios', (select token from ship.device_push_tokens), topic => 'test.app', kind => 'voip');
select ok(
  (select eligible_since > now() - interval '1 minute' from ship.device_push_tokens),
  'who wanted no alerts for a while was not told of what happened meanwhile'
);
update ship.device_push_tokens
set eligible_since = now() - interval '1 day'
where true;
select ship.register_device('ios', (select token from ship.device_push_tokens), topic => 'test.app', kind => 'voip');
select ok(
  (select eligible_since < now() - interval '1 hour' from ship.device_push_tokens),
  'the same kind again changes nothing'
);
select * from finish();
