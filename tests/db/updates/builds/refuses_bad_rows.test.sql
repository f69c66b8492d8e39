select plan(2);
select given_component('ios', 'ios');

select fails_with(
  $$insert into ship.builds (component_key, build) values ('ios', 0)$$, '23514', 'build_is_within_53_bits'
);
select fails_with(
  $$insert into ship.builds (component_key, build) values ('nobody', 1)$$,
  '23503', 'builds_component_key_fkey'
);

select * from finish();
