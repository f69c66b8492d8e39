select plan(2);

select ship.sync_manifest(a_manifest('{"zeta": {}, "beta": {}, "alpha": {}}', '{"order": ["zeta", "gone"]}'));

select results_eq(
  $$select key, position from ship.components order by position, key$$,
  $$values ('zeta', 1), ('alpha', 10001), ('beta', 10002)$$,
  'after those with a place; a key of order that has no component does no harm'
);

select ship.sync_manifest(a_manifest('{"web10": {}, "web2": {}, "zeta": {}, "web": {}, "web2-eu": {}}', '{"order": ["zeta"]}'));
select is(
  (select array_agg(key order by position, key) from ship.components where retired_at is null),
  array['zeta', 'web', 'web2', 'web2-eu', 'web10'],
  'promise 42: unknown components last, in natural order'
);

select * from finish();
