select plan(1);
select given_component('ios', 'ios', 130);
select ship.confirm_store_build('ios', 131, '1.1.0', '2026-01-01T00:00:00Z');

select ship.confirm_store_build('ios', 131);

select results_eq(
  $$select version, installable_at from ship.builds where build = 131$$,
  $$values ('1.1.0', '2026-01-01T00:00:00Z'::timestamptz)$$,
  'what was known stays known'
);

select * from finish();
