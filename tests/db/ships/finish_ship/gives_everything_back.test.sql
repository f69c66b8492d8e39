select plan(9);

create temp table held as select begin('dashboard', array['vps'], 'ana@desk') as ship;
select step(ship, 'bump', 'done', '{"build": 132}') from held;

select fails_with($$select finish(ship, 'sunk') from held$$, '23514', 'ship_outcome_is_known');
select fails_with($$select finish(ship, null) from held$$, '23514', 'ship_outcome_matches_finish');
select fails_with($$select finish(ship, 'abandoned') from held$$, '23514', 'ship_abandoned_says_why');
select is((select finish(ship) from held), true, 'done');
select is_empty('select from ship.ship_leases', 'nothing is held');
select is((select finish(ship) from held), false, 'a repeated call finds it done');
select fails_with($$select finish(ship, 'abandoned', 'after all') from held$$, 'PT409', 'ship_finished', 'and does not turn it around');
select commit_audit();
select is(
  (select actor || ' ' || (detail ->> 'build') from ship.audit_log where action = 'ship.finished'), 'ana@desk 132',
  'who finished what is chained, once'
);

create temp table failed as select begin('dashboard', holder => 'ana@desk') as ship;
select finish(ship, 'abandoned', 'check failed') from failed;
select commit_audit();
select is(
  (select detail ->> 'reason' from ship.audit_log where action = 'ship.abandoned'), 'check failed', 'and why one was given up'
);

select * from finish();
