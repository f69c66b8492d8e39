select plan(17);

create function pg_temp.insert_with(more jsonb)
returns void
language sql
as $$
  insert into ship.verifications (run_id, environment, component_key, build, commit_sha, deployment, source, probe, state, saw, ms, actor)
  select run_id, environment, component_key, build, commit_sha, deployment, source, probe, state, saw, ms, actor
  from jsonb_populate_record(
    null::ship.verifications,
    jsonb_build_object(
      'run_id', repeat('a', 32), 'environment', 'staging', 'component_key', 'api', 'build', 7, 'source', 'deploy', 'probe', 'GET /health',
      'state', 'passed', 'saw', 'answered 200', 'ms', 12, 'actor', 'ada'
    ) || $1
  );
$$;

select fails_with($$select pg_temp.insert_with('{"run_id": "A"}')$$, '23514', 'verification_run_is_random');
select fails_with($$select pg_temp.insert_with('{"environment": "Staging"}')$$, '23514', 'verification_environment_is_a_slug');
select fails_with($$select pg_temp.insert_with('{"component_key": ""}')$$, '23514', 'verification_component_is_a_slug');
select fails_with($$select pg_temp.insert_with('{"build": -1}')$$, '23514', 'verification_build_fits');
select fails_with($$select pg_temp.insert_with('{"build": 9007199254740992}')$$, '23514', 'verification_build_fits');
select fails_with($$select pg_temp.insert_with('{"commit_sha": "c0ffee"}')$$, '23514', 'verification_commit_is_a_whole_hash');
select fails_with($$select pg_temp.insert_with('{"deployment": "a b"}')$$, '23514', 'verification_deployment_is_a_name');
select fails_with($$select pg_temp.insert_with('{"source": "cron"}')$$, '23514', 'verification_source_is_known');
select fails_with($$select pg_temp.insert_with('{"probe": " "}')$$, '23514', 'verification_probe_is_a_line');
select fails_with($$select pg_temp.insert_with('{"probe": "a\nb"}')$$, '23514', 'verification_probe_is_a_line');
select fails_with($$select pg_temp.insert_with('{"state": "green"}')$$, '23514', 'verification_state_is_known');
select fails_with($$select pg_temp.insert_with(jsonb_build_object('saw', repeat('s', 1001)))$$, '23514', 'verification_saw_is_bounded');
select fails_with($$select pg_temp.insert_with('{"ms": -1}')$$, '23514', 'verification_took_time');
select fails_with($$select pg_temp.insert_with('{"actor": ""}')$$, '23514', 'verification_actor_is_bounded');
select lives_ok(
  $$select pg_temp.insert_with(jsonb_build_object('commit_sha', repeat('0', 40), 'deployment', gen_random_uuid()))$$, 'what is right is taken'
);
select fails_with($$select pg_temp.insert_with('{}')$$, '23505', 'verification_run_asks_each_probe_once');
select lives_ok($$select pg_temp.insert_with('{"probe": "GET /"}')$$, 'another probe of the same run');

select * from finish();
