select plan(6);

create function pg_temp.record(run text, environment text, component text, probe text, state text)
returns void
language sql
as $$
  select ship.record_verifications(
    environment, component, 7, 'verify',
    jsonb_build_array(jsonb_build_object('probe', probe, 'state', state, 'saw', 'answered 200', 'ms', 12)), repeat(run, 32), repeat('0', 40), 'd-1', 'ada'
  );
$$;

select is(ship.verification_status() - 'now', '{"latest": [], "recent": []}', 'nothing yet');
select pg_temp.record('a', 'staging', 'api', 'health', 'failed'), pg_temp.record('b', 'staging', 'api', 'health', 'passed');
select pg_temp.record('c', 'staging', 'api', 'login', 'failed'), pg_temp.record('d', 'production', 'api', 'health', 'failed');
select pg_temp.record('e', 'staging', 'web', 'health', 'failed');
select is(
  jsonb_path_query_array(ship.verification_status('staging', 'api'), '$.latest[*].state'), '["passed", "failed"]', 'of each probe the last'
);
select is(
  jsonb_path_query_array(ship.verification_status('staging', 'api', 2), '$.recent[*].probe'), '["login", "health"]', 'the newest first, as many as wanted'
);
select is(jsonb_array_length(ship.verification_status('staging') -> 'recent'), 4, 'of an environment');
select is(jsonb_array_length(ship.verification_status(component => 'web') -> 'latest'), 1, 'of a component');
select is(
  (ship.verification_status('production', 'api') #> '{recent,0}') - 'checked_at',
  jsonb_build_object(
    'run', repeat('d', 32), 'environment', 'production', 'component', 'api', 'build', 7, 'sha', repeat('0', 40), 'deployment', 'd-1',
    'source', 'verify', 'probe', 'health', 'state', 'failed', 'saw', 'answered 200', 'ms', 12, 'actor', 'ada'
  ),
  'all that is known'
);

select * from finish();
