select plan(3);

create temp table ended as select given_deployment('staging', 'web', 1) as deployment;

select fails_with(
  $$update ship.deployments set outcome = 'failed', verified_by = null, code = 'late' where true$$, 'PT409', 'deployment_has_ended'
);
select fails_with($$update ship.deployments set build = 2 where true$$, 'PT409', 'deployment_has_ended', 'also for its owner');
select is((select outcome from ship.deployments), 'verified', 'as it was');

select * from finish();
