select plan(6);

create temp table held as select begin('api', '{}', 'ana@desk', 'production', 'promotion', array['web']) as ship;
select is((select leases_of(ship) from held), array['deploy:api', 'deploy:web'], 'a promotion holds what it deploys');
select fails_with(
  $$select begin('web', '{}', 'bob@lap', 'production', 'promotion', array['cli'])$$, 'PT409', 'lease_held', 'another one to the same environment waits'
);
select fails_with($$select begin('web', '{}', 'bob@lap', 'production', 'deploy')$$, 'PT409', 'lease_held', 'and a deploy there');
select fails_with($$select begin('web', '{}', 'bob@lap', 'production', 'rollback')$$, 'PT409', 'lease_held', 'and a rollback there');
select lives_ok($$select begin('web', '{}', 'bob@lap', 'staging', 'promotion', array['api'])$$, 'one to another environment does not');
select lives_ok($$select begin('web', '{}', 'cat@lap', 'preview')$$, 'nor a ship to another one');

select * from finish();
