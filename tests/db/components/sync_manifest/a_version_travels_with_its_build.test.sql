select plan(2);
select given_component('web', build => 7);
select given_component('docs', build => 3);

select ship.sync_manifest(
  a_manifest('{"web": {"build": 8, "version": "2.0.0"}, "docs": {"build": 4, "version": "2.0.0"}}'),
  only_component => 'web'
);
select results_eq(
  $$select key, build, version from ship.components order by key$$,
  $$values ('docs', 3::bigint, '1.0.0'), ('web', 8, '2.0.0')$$,
  'build 3 of docs is deployed, and it was never version 2.0.0'
);

select ship.sync_manifest(a_manifest('{"web": {"build": 8, "version": "2.0.1"}, "docs": {"build": 4, "version": "2.0.0"}}'));
select results_eq(
  $$select key, build, version from ship.components order by key$$,
  $$values ('docs', 4::bigint, '2.0.0'), ('web', 8, '2.0.1')$$,
  'a build that moves takes its version along; the deployed build''s version may be corrected'
);

select * from finish();
