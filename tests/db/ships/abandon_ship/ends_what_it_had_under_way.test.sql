select plan(8);

create temp table held as select begin('api', '{}', 'ana@desk', 'production', 'promotion', array['web']) as ship;
select promote(ship) from held;
select end_deployment(ship, deploy(ship, 'api', 4)) from held;
select deploy(ship, 'web', 7) from held;
select let_expire(ship) from held;

select ship.abandon_ship((ship ->> 'ship')::uuid, 'bob@lap', 'the machine is gone') from held;
select results_eq(
  'select component_key, outcome from ship.deployments order by component_key', $$values ('api', 'verified'), ('web', 'abandoned')$$,
  'what was under way is abandoned, what had ended stays'
);
select is((select outcome from ship.promotions), 'abandoned', 'and its promotion');
select results_eq(
  $$select actor, action, subject from ship_private.audit_inbox where action like '%.abandoned' order by id$$,
  $$
    values
      ('bob@lap', 'deployment.abandoned', 'web'), ('bob@lap', 'promotion.abandoned', 'production'), ('bob@lap', 'ship.abandoned', 'api')
  $$, 'all of it is chained, in the name of whoever gave it up'
);
select is((select build from ship.deployed), 4::bigint, 'what runs, runs');
select is((select ship.abandon_ship((ship ->> 'ship')::uuid, 'bob@lap', 'again') from held), false, 'again: nothing');
select is((select count(*) from ship_private.audit_inbox where action like '%.abandoned'), 3::bigint, 'and nothing is chained');

-- a holder that ends its ship ends what it left open
create temp table done as select begin('api', '{}', 'ana@desk', 'production', 'promotion') as ship;
select promote(ship), deploy(ship, 'api', 5) from done;
select finish(ship) from done;
select is((select outcome from ship.deployments where build = 5), 'abandoned', 'whatever ends a ship');
select is((select array_agg(outcome) from ship.promotions), array['abandoned', 'abandoned'], 'ends both');

select * from finish();
