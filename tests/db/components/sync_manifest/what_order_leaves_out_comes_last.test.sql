select plan(1);

select ship.sync_manifest(a_manifest('{"zeta": {}, "beta": {}, "alpha": {}}', '{"order": ["zeta", "gone"]}'));

select results_eq(
  $$select key, position from ship.components order by position, key$$,
  $$values ('zeta', 1), ('alpha', 32767), ('beta', 32767)$$,
  'after those with a place; a key of order that has no component does no harm'
);

select * from finish();
