select plan(7);

create temp table held as select begin('web', '{}', 'ana@desk', 'staging', 'deploy', array['api']) as ship;
create temp table died as select deploy(ship, 'web', 7) as deployment from held;
create temp table other as select deploy(ship, 'api', 3) as deployment from held;

-- its holder hung; another machine goes on
select let_expire(ship) from held;
create temp table resumed as
select ship.resume_ship((ship ->> 'ship')::uuid, 'bob@lap', 'lap:/clone') as ship from held;
create temp table again as select deploy(ship, 'web', 7) as deployment from resumed;

select isnt((select deployment ->> 'id' from again), (select deployment ->> 'id' from died), 'another attempt');
select results_eq(
  $$select component_key, outcome, finished_at is not null from ship.deployments order by started_at$$,
  $$values ('web', 'abandoned', true), ('api', null, false), ('web', null, false)$$, 'what died is written down, and nothing of other components'
);
select is(audited('deployment.%'), array['deployment.abandoned'], 'and chained');
select results_eq(
  $$select actor, subject, detail ->> 'deployment', detail ->> 'environment' from ship_private.audit_inbox where action = 'deployment.abandoned'$$,
  $$select 'bob@lap', 'web', deployment ->> 'id', 'staging' from died$$, 'in the name of whoever goes on'
);
select is((select deployment ->> 'actor' from again), 'bob@lap', 'who deploys it now');
select fails_with(
  $$select end_deployment(resumed.ship, died.deployment) from resumed, died$$, 'PT409', 'deployment_has_ended', 'the one that died is not verified any more'
);
select fails_with(
  $$select end_deployment(held.ship, died.deployment) from held, died$$, 'PT409', 'lease_lost', 'nor by its first holder, should it wake'
);

select * from finish();
