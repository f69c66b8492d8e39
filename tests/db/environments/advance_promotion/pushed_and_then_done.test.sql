select plan(14);

create temp table held as select begin('api', '{}', 'ana@desk', 'production', 'promotion') as ship;
select fails_with($$select advance(ship, 'pushed') from held$$, 'PT404', 'promotion_unknown', 'before it is begun');
select promote(ship) from held;
select fails_with($$select advance(ship, 'done') from held$$, '23514', 'promotion_done_is_pushed', 'done before the branch moved');
select fails_with($$select advance(ship, 'merged') from held$$, 'PT422', 'state_invalid');
select fails_with($$select advance(ship, null) from held$$, 'PT422', 'state_invalid');
select fails_with($$select advance(ship || '{"token": 0}', 'pushed') from held$$, 'PT409', 'lease_lost', 'with a token that is not its own');

create temp table pushed as select advance(ship, 'pushed') as promotion from held;
select ok((select promotion ->> 'state' = 'open' and promotion ->> 'pushed_at' is not null from pushed), 'the branch moved');
select is((select advance(ship, 'pushed') from held), (select promotion from pushed), 'said again: the same');

create temp table deployed as select end_deployment(ship, deploy(ship, 'api', 4)) as deployment from held;
create temp table done as select advance(ship, 'done') as promotion from held;
select ok((select promotion ->> 'state' = 'done' and promotion ->> 'finished_at' is not null from done), 'everything is verified');
select is((select promotion -> 'deployments' from done), (select jsonb_build_array(deployment) from deployed), 'what its ship deployed is its own');
select is((select promotion ->> 'pushed_at' from done), (select promotion ->> 'pushed_at' from pushed), 'the branch moved when it did');
select is((select advance(ship, 'done') from held), (select promotion from done), 'said again: the same');
select is((select advance(ship, 'pushed') from held), (select promotion from done), 'and what came before is not said any more');
select is(audited('promotion.%'), array['promotion.begun', 'promotion.pushed', 'promotion.done'], 'each is chained once');

-- whoever goes on with it is named
select finish(ship) from held;
create temp table next as select begin('api', '{}', 'ana@desk', 'production', 'promotion') as ship;
select promote(ship) from next;
select let_expire(ship) from next;
select advance(ship.resume_ship((ship ->> 'ship')::uuid, 'bob@lap', 'lap:/clone'), 'pushed') from next;
select is((select actor from ship_private.audit_inbox where action = 'promotion.pushed' order by id desc limit 1), 'bob@lap', 'in the name of whoever goes on');

select * from finish();
