select plan(6);

create temp table died as select begin('web', '{}', 'ana@desk', 'staging', 'deploy') as ship;
select deploy(ship, 'web', 7) from died;
select let_expire(ship) from died;

select lives_ok($$select begin('web', '{}', 'bob@lap', 'preview', 'deploy')$$, 'one to another environment');
select is((select outcome from ship.ships where holder = 'ana@desk'), null, 'leaves it alone');
select lives_ok($$select begin('web', '{}', 'bob@lap', 'staging', 'deploy')$$, 'the next one there begins');
select results_eq(
  $$select outcome from ship.ships where holder = 'ana@desk' union all select outcome from ship.deployments$$,
  $$values ('abandoned'), ('abandoned')$$, 'and writes down that it died, with what it had under way'
);

-- but not what a person has to decide on
create temp table promotion as select begin('api', '{}', 'ana@desk', 'production', 'promotion') as ship;
select let_expire(ship) from promotion;
select fails_with($$select begin('api', '{}', 'bob@lap', 'production', 'promotion')$$, 'PT409', 'ship_unfinished', 'a promotion is resumed or abandoned');
select fails_with($$select begin('api', '{}', 'bob@lap', 'production', 'deploy')$$, 'PT409', 'ship_unfinished', 'before anything is deployed there');

select * from finish();
