select plan(3);
select given_component('ios', 'ios', 130);

select ship.confirm_store_build('ios', 131);
select results_eq(
  $$select build, version, installable_at from ship.builds where build > 130$$,
  $$values (131::bigint, null::text, null::timestamptz)$$,
  'processed'
);

select ship.confirm_store_build('ios', 131, '1.1.0', '2026-01-01T00:00:00Z');
select results_eq(
  $$select build, version, installable_at from ship.builds where build > 130$$,
  $$values (131::bigint, '1.1.0', '2026-01-01T00:00:00Z'::timestamptz)$$,
  'installable, later'
);

select is((select build from ship.components), 130::bigint, 'without raise nothing moves');

select * from finish();
