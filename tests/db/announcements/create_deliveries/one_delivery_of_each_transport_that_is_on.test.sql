select plan(2);
select given_ios();
select given_component('web', build => 7);

select move('ios', 131);
select results_eq(
  $$select transport, component_key, state from ship.deliveries order by transport$$,
  $$values ('apns', 'ios', 'pending'), ('broadcast', 'ios', 'pending'), ('telegram', null::text, 'pending')$$,
  'an app: all three'
);

select move('web', 8);
select results_eq(
  $$select transport, component_key from ship.deliveries where seq = 2 order by transport$$,
  $$values ('broadcast', 'web'), ('telegram', null::text)$$,
  'a component without an app: nobody to push to'
);

select * from finish();
