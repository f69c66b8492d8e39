select plan(8);

create temp table held as select begin_release('web', 'api') as ship;
select fails_with($$select reserve(ship, 'docs', '1.0.0') from held$$, 'PT422', 'component_not_held');
select fails_with($$select reserve(ship, null, '1.0.0') from held$$, 'PT422', 'component_not_held');
select fails_with($$select reserve(ship, 'web', '1.0') from held$$, 'PT422', 'version_invalid');
select fails_with($$select reserve(ship, 'web', '1.0.0', 1, 'web-v1') from held$$, 'PT422', 'tag_invalid', 'a prefix that would run into the version');
select fails_with($$select reserve(ship, 'web', '1.0.0', 1, 'web v') from held$$, 'PT422', 'tag_invalid', 'a name that git does not take');
select fails_with(
  $$select reserve(ship || '{"ship": "44444444-0000-4000-8000-000000000004"}', 'web', '1.0.0') from held$$, 'PT404', 'ship_unknown'
);
select let_expire(ship) from held;
create temp table taken as select ship.resume_ship((ship ->> 'ship')::uuid, 'bob@lap', 'lap:/clone') as ship from held;
select fails_with($$select reserve(ship, 'web', '1.0.0') from held$$, 'PT409', 'lease_lost', 'not by a holder that lost it');
select lives_ok($$select reserve(ship, 'web', '1.0.0') from taken$$, 'but by whoever took it over');

select * from finish();
