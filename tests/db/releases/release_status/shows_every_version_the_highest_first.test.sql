select plan(5);

select is(ship.release_status() -> 'releases', '[]', 'none yet');
select tag('web', '1.9.0'), tag('web', '1.10.0-beta.2'), tag('web', '1.10.0-beta.10'), tag('api', '0.1.0');
select cut('web', '2.0.0-alpha.1', 20, 'abandoned');
create temp table held as select begin_release('web') as ship;
select reserve(ship, 'web', '2.0.0-alpha.2', 21) from held;
select is(
  jsonb_path_query_array(ship.release_status(), '$.releases[*].tag'),
  '["api-v0.1.0", "web-v2.0.0-alpha.2", "web-v2.0.0-alpha.1", "web-v1.10.0-beta.10", "web-v1.10.0-beta.2", "web-v1.9.0"]',
  'of each component'
);
select is(
  jsonb_path_query_array(ship.release_status(), '$.releases[*] ? (@.is_abandoned == true).version'), '["2.0.0-alpha.1"]', 'which are burnt'
);
select is(jsonb_path_query_array(ship.release_status('api'), '$.releases[*].version'), '["0.1.0"]', 'or of one');
select is(ship.release_status('nobody') -> 'releases', '[]');

select * from finish();
