select plan(2);
select given_ios();
select given_installations(3);
select given_installations(2, 'beta');
update ship.device_push_tokens set installed_build = 130 where id > 1;
update ship.device_push_tokens set deactivated_at = now(), deactivation_reason = 'Unregistered' where id = 5;
select is(
  ship.adoption('ios') -> 'builds',
  '[{"channel": "beta", "build": 130, "devices": 1}, {"channel": "live", "build": 130, "devices": 2}, {"channel": "live", "build": null, "devices": 1}]'
);
select is(ship.adoption('nobody'), '{"builds": [], "refused": {"hour": 0, "day": 0}}');

select * from finish();
