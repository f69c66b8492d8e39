select plan(8);

select cut('web', '1.2.0', 10);
select cut('web', '1.3.0-alpha.1', 11, 'abandoned');
create temp table held as select begin_release('web', 'api') as ship;

select fails_with($$select reserve(ship, 'web', '1.2.0', 12) from held$$, 'PT409', 'version_taken', 'tagged: taken');
select fails_with($$select reserve(ship, 'web', '1.3.0-alpha.1', 12) from held$$, 'PT409', 'version_taken', 'abandoned: burnt as well');
select matches(
  detail_of($$select reserve(ship, 'web', '1.3.0-alpha.1', 12) from held$$), '^web 1.3.0-alpha.1 is reserved since 20.* UTC$', 'which, and since when'
);
select lives_ok($$select reserve(ship, 'api', '1.2.0', 12) from held$$, 'another component has versions of its own');
select is(
  (select array_agg(version order by version) from ship.releases where component_key = 'web'), array['1.2.0', '1.3.0-alpha.1'],
  'nothing was reserved'
);
select tag('docs', '2.0.0');
select fails_with(
  $$select reserve(ship, 'web', '2.0.0', 12, 'docs-v') from held$$, 'PT409', 'tag_taken', 'nor is a tag that another track has'
);
select is(
  detail_of($$select reserve(ship, 'web', '2.0.0', 12, 'docs-v') from held$$), 'docs-v2.0.0 is the tag of docs 2.0.0', 'whose it is'
);
select lives_ok($$select reserve(ship, 'web', '1.3.0-alpha.2', 12) from held$$, 'the next one is free');

select * from finish();
