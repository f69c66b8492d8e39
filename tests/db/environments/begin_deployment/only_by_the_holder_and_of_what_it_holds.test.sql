select plan(6);

create temp table held as select begin('web', '{}', 'ana@desk', 'staging', 'deploy', array['api']) as ship;
select fails_with($$select deploy(ship, 'cli', 1) from held$$, 'PT422', 'component_not_held');
select fails_with($$select deploy(ship, null, 1) from held$$, '23502', 'component_key', 'without a component');
select fails_with($$select deploy(ship || '{"token": 0}', 'web', 1) from held$$, 'PT409', 'lease_lost', 'with a token that is not its own');
select lives_ok($$select deploy(ship, 'api', 1) from held$$, 'one that it holds beside its first');
select is(
  (select environment || ' ' || actor || ' ' || coalesce(promotion_id::text, 'none') from ship.deployments), 'staging ana@desk none',
  'where the ship goes, in its holder''s name'
);
select finish(ship) from held;
select fails_with($$select deploy(ship, 'web', 1) from held$$, 'PT409', 'ship_finished', 'not after its end');

select * from finish();
