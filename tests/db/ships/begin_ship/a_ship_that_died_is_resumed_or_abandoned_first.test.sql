select plan(5);

create temp table dead as select begin('dashboard', array['vps'], 'ana@desk') as ship;
select step(ship, 'commit'), step(ship, 'push', 'started') from dead;
select let_expire(ship) from dead;

select fails_with($$select begin('dashboard', holder => 'bob@lap')$$, 'PT409', 'ship_unfinished');
select matches(
  detail_of($$select begin('dashboard', holder => 'bob@lap')$$),
  (
    select '^ship ' || (ship ->> 'ship') || ' of dashboard by ana@desk is unfinished since 20.* UTC, its last step is push \(started\)$'
    from dead
  ),
  'which, whose, since when, how far'
);
select lives_ok($$select begin('docs', array['vps'])$$, 'its target is free for others');
select ship.abandon_ship((ship ->> 'ship')::uuid, 'bob@lap', 'the machine is gone') from dead;
select lives_ok($$select begin('dashboard')$$, 'once abandoned, the component is free');
select is((select count(*) from ship.ships where outcome = 'abandoned'), 1::bigint, 'the record stays');

select * from finish();
