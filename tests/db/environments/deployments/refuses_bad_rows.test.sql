select plan(22);

create function pg_temp.insert_with(more jsonb)
returns void
language sql
as $$
  insert into ship.deployments (
    environment, component_key, kind, build, version, commit_sha, branch, ship_id, actor, finished_at, outcome, verified_by, code, deploy_ms
  )
  select
    wanted.environment, wanted.component_key, wanted.kind, wanted.build, wanted.version, wanted.commit_sha, wanted.branch, wanted.ship_id,
    wanted.actor, wanted.finished_at, wanted.outcome, wanted.verified_by, wanted.code, wanted.deploy_ms
  from jsonb_populate_record(
    null::ship.deployments,
    '{"environment": "staging", "component_key": "web", "kind": "deploy", "build": 1, "version": "1.0.0", "actor": "a",
      "ship_id": "00000000-0000-4000-8000-000000000001"}' || $1
  ) as wanted;
$$;

select fails_with($$select pg_temp.insert_with('{"environment": "Staging"}')$$, '23514', 'deployment_environment_is_a_slug');
select fails_with($$select pg_temp.insert_with('{"component_key": "we b"}')$$, '23514', 'deployment_component_is_a_slug');
select fails_with($$select pg_temp.insert_with('{"kind": "undeploy"}')$$, '23514', 'deployment_kind_is_known');
select fails_with($$select pg_temp.insert_with('{"build": -1}')$$, '23514', 'deployment_build_is_within_53_bits');
select fails_with($$select pg_temp.insert_with('{"version": ""}')$$, '23514', 'deployment_version_is_short');
select fails_with($$select pg_temp.insert_with('{"branch": ""}')$$, '23514', 'deployment_branch_is_short');
select fails_with($$select pg_temp.insert_with('{"commit_sha": "ABC"}')$$, '23514', 'deployment_commit_is_a_sha');
select fails_with($$select pg_temp.insert_with('{"actor": " "}')$$, '23514', 'deployment_actor_is_named');
select fails_with($$select pg_temp.insert_with('{"outcome": "fine", "finished_at": "2026-01-01"}')$$, '23514', 'deployment_outcome_is_known');
select fails_with($$select pg_temp.insert_with('{"outcome": "abandoned"}')$$, '23514', 'deployment_outcome_matches_finish');
select fails_with($$select pg_temp.insert_with('{"finished_at": "2026-01-01"}')$$, '23514', 'deployment_outcome_matches_finish');
select fails_with(
  $$select pg_temp.insert_with('{"outcome": "verified", "finished_at": "2026-01-01"}')$$, '23514', 'deployment_verified_says_how'
);
select fails_with($$select pg_temp.insert_with('{"verified_by": "probes"}')$$, '23514', 'deployment_verified_says_how', 'not before it is verified');
select fails_with(
  $$select pg_temp.insert_with('{"outcome": "failed", "code": "x", "verified_by": "probes", "finished_at": "2026-01-01"}')$$,
  '23514', 'deployment_verified_says_how', 'nor when it failed'
);
select fails_with(
  $$select pg_temp.insert_with('{"outcome": "verified", "verified_by": "hope", "finished_at": "2026-01-01"}')$$, '23514',
  'deployment_proof_is_known'
);
select fails_with(
  format('select pg_temp.insert_with(%L)', jsonb_build_object('outcome', outcome, 'finished_at', '2026-01-01')), '23514',
  'deployment_failure_has_a_code', outcome
)
from unnest(array['failed', 'failed-verify']) as outcome;
select fails_with($$select pg_temp.insert_with('{"code": "It failed."}')$$, '23514', 'deployment_code_is_a_code');
select fails_with($$select pg_temp.insert_with('{"deploy_ms": -1}')$$, '23514', 'deployment_took_no_negative_time');

select pg_temp.insert_with('{}');
select fails_with(
  $$select pg_temp.insert_with('{}')$$, '23505', 'deployments_ship_id_component_key_where_open', 'a ship deploys a component once at a time'
);
select lives_ok($$select pg_temp.insert_with('{"component_key": "api"}')$$, 'several components at once');
select lives_ok($$select pg_temp.insert_with('{"outcome": "abandoned", "finished_at": "2026-01-01"}')$$, 'and one after another');

select * from finish();
