select plan(12);

create temp table held as select begin('web', '{}', 'ana@desk', 'staging', 'deploy') as ship;
create temp table begun as select deploy(ship, 'web', 7) as deployment from held;

select fails_with($$select end_deployment(ship, deployment, 'failed') from held, begun$$, '23514', 'deployment_failure_has_a_code');
select fails_with($$select end_deployment(ship, deployment, null) from held, begun$$, '23514', 'deployment_outcome_is_known');
select fails_with($$select end_deployment(ship, '{"id": "44444444-0000-4000-8000-000000000004"}') from held$$, 'PT404', 'deployment_unknown');

create temp table verified as select end_deployment(ship, deployment) as deployment from held, begun;
select is((select deployment ->> 'outcome' from verified), 'verified', 'it is verified');
select is((select deployment ->> 'verified_by' from verified), 'probes', 'by its probes');
select is((select (deployment ->> 'deploy_ms')::integer from verified), 1200, 'with the time that the deploy took');
select is((select (deployment ->> 'ms')::numeric >= 0 from verified), true, 'and the time of all of it');
select is((select end_deployment(ship, begun.deployment) from held, begun), (select deployment from verified), 'the answer can be asked for again');
select fails_with(
  $$select end_deployment(ship, deployment, 'failed', 'deploy_failed') from held, begun$$, 'PT409', 'deployment_has_ended', 'but nothing else be said'
);
select is(audited('deployment.%'), array['deployment.verified'], 'it is chained once');
select results_eq(
  $$select actor, subject, detail - 'deployment' from ship_private.audit_inbox where action = 'deployment.verified'$$,
  $$
    select 'ana@desk', 'web', jsonb_build_object(
      'environment', 'staging', 'build', 7, 'kind', 'deploy', 'commit_sha', repeat('1', 40), 'verified_by', 'probes'
    )
  $$, 'with what it was and how it was proved'
);

-- another ship's deployment is not its own
create temp table other as select begin('api', '{}', 'bob@lap', 'staging', 'deploy') as ship;
select fails_with($$select end_deployment(ship, deployment) from other, begun$$, 'PT404', 'deployment_unknown');

select * from finish();
