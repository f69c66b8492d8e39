select plan(16);

select is(ship.environment_status(), '{"environments": [], "announced": {}}', 'before anything is declared');
select given_component('api', 'server', 3), given_component('web', 'web', 7), given_component('old', 'web', 1);
update ship.components set retired_at = now() where key = 'old';
select "declare"(
  environment('staging', '{"branch": "main", "url": "https://stg.test", "project_ref": "abcdefghijklmnopqrst", "hosts": ["box"]}'),
  environment('production', '{"announces": true, "promoted_from": "main"}')
);
select given_deployment('staging', 'web', 7), given_deployment('staging', 'api', 3), given_deployment('staging', 'web', 8, 'failed');
create temp table held as select begin('web', '{}', 'ana@desk', 'production', 'promotion') as ship;
create temp table begun as select promote(ship) as promotion from held;
create temp table shown as select ship.environment_status() as status;
create function pg_temp.of(path text)
returns jsonb
language sql
as $$
  select status #> $1::text[] from shown;
$$;

select is(jsonb_path_query_array(pg_temp.of('{environments}'), '$[*].name'), '["staging", "production"]', 'in the order of version.json');
select set_eq(
  $$select jsonb_object_keys(pg_temp.of('{environments,0}'))$$,
  array[
    'name', 'branch', 'project_ref', 'url', 'announces', 'promoted_from', 'components', 'hosts', 'declared_at', 'deployed', 'last', 'promotion'
  ], 'what is said of each'
);
select is(pg_temp.of('{environments,0,url}'), '"https://stg.test"', 'its address');
select is(pg_temp.of('{environments,0,project_ref}'), '"abcdefghijklmnopqrst"', 'its project');
select is(pg_temp.of('{environments,0,hosts}'), '["box"]', 'its hosts');
select is(pg_temp.of('{environments,1,announces}'), 'true', 'whether it announces');
select is(
  jsonb_path_query_array(pg_temp.of('{environments,0,deployed}'), '$[*] ? (@.sha == "1111111111111111111111111111111111111111").build'), '[3, 7]',
  'what is verified there, by component'
);
select set_eq(
  $$select jsonb_object_keys(pg_temp.of('{environments,0,deployed,0}'))$$,
  array['component', 'build', 'version', 'sha', 'verified_at', 'verified_by', 'deployment'], 'and how'
);
select is(
  jsonb_path_query_array(pg_temp.of('{environments,0,last}'), '$[*].outcome'), '["verified", "failed"]', 'the last attempt at each component'
);
select set_eq(
  $$select jsonb_object_keys(pg_temp.of('{environments,0,last,1}'))$$,
  array[
    'id', 'environment', 'component', 'kind', 'build', 'version', 'sha', 'branch', 'outcome', 'verified_by', 'code', 'actor', 'promotion',
    'started_at', 'finished_at', 'ms', 'deploy_ms'
  ], 'and what became of it'
);
select is(pg_temp.of('{environments,0,promotion}'), 'null', 'no promotion where there is none');
select is(pg_temp.of('{environments,1,promotion}'), (select promotion from begun), 'the open one where there is');
select is(pg_temp.of('{environments,1,deployed}'), '[]', 'nothing where nothing was deployed');
select finish(ship, 'abandoned', 'given up') from held;
select is(ship.environment_status() #>> '{environments,1,promotion,state}', 'abandoned', 'the last one when none is open');
select is(
  pg_temp.of('{announced}'), '{"api": {"build": 3, "version": "1.0.0"}, "web": {"build": 7, "version": "1.0.0"}}', 'beside what the world is told of'
);

select * from finish();
