select plan(18);

create function pg_temp.add(change jsonb) returns void language sql as $$
  insert into ship.migration_runs (environment, digest, files, is_dry_run, phase, applied_count, outcome, code, ms, sha, actor)
  select environment, digest, files, is_dry_run, phase, applied_count, outcome, code, ms, sha, actor
  from jsonb_populate_record(null::ship.migration_runs, jsonb_build_object(
    'environment', 'production', 'digest', repeat('a', 64), 'files', '[{"name": "1_a.sql"}]'::jsonb, 'is_dry_run', false, 'phase', 'all',
    'applied_count', 1, 'outcome', 'done', 'ms', 5, 'actor', 'ana'
  ) || change);
$$;
select lives_ok($$select pg_temp.add('{}')$$, 'a good one');
select fails_with($$select pg_temp.add('{"environment": "Prod"}')$$, '23514', 'migration_run_environment_is_a_slug');
select fails_with($$select pg_temp.add('{"digest": "abc"}')$$, '23514', 'migration_run_digest_is_a_sha256');
select fails_with($$select pg_temp.add('{"files": {}, "applied_count": 0}')$$, '23514', 'migration_run_files_are_a_list');
select fails_with(
  $$select pg_temp.add(jsonb_build_object('files', jsonb_build_array(repeat('a', 262144))))$$, '23514', 'migration_run_files_are_a_list'
);
select fails_with($$select pg_temp.add('{"phase": "later"}')$$, '23514', 'migration_run_phase_is_known');
select fails_with($$select pg_temp.add('{"applied_count": 2}')$$, '23514', 'migration_run_applies_what_it_names');
select fails_with($$select pg_temp.add('{"applied_count": -1}')$$, '23514', 'migration_run_applies_what_it_names');
select fails_with($$select pg_temp.add('{"is_dry_run": true}')$$, '23514', 'migration_run_dry_applies_nothing');
select fails_with($$select pg_temp.add('{"outcome": "well"}')$$, '23514', 'migration_run_outcome_is_known');
select fails_with($$select pg_temp.add('{"outcome": "failed"}')$$, '23514', 'migration_run_failed_says_why');
select fails_with($$select pg_temp.add('{"code": "why"}')$$, '23514', 'migration_run_failed_says_why');
select fails_with($$select pg_temp.add('{"outcome": "failed", "code": "It broke."}')$$, '23514', 'migration_run_code_is_a_word');
select fails_with($$select pg_temp.add('{"ms": -1}')$$, '23514', 'migration_run_takes_time');
select fails_with($$select pg_temp.add('{"sha": "abc1234"}')$$, '23514', 'migration_run_sha_is_whole');
select fails_with($$select pg_temp.add('{"actor": " "}')$$, '23514', 'migration_run_actor_is_named');
select fails_with($$select pg_temp.add(jsonb_build_object('actor', repeat('a', 201)))$$, '23514', 'migration_run_actor_is_named');
select lives_ok($$select pg_temp.add(jsonb_build_object('sha', repeat('a', 40), 'is_dry_run', true, 'applied_count', 0))$$, 'a good dry one');

select * from finish();
