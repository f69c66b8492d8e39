select plan(6);

create temp table held as select begin('dashboard', array['vps'], 'ana@desk') as ship;
select let_expire(ship) from held;
select is((select step(ship, 'push', 'started') from held), true, 'past its time, but nobody took anything');

select let_expire(ship) from held;
create temp table resumed as
select ship.resume_ship((ship ->> 'ship')::uuid, 'bob@lap', 'lap:/clone') as ship from held;
select fails_with($$select step(ship, 'push') from held$$, 'PT409', 'lease_lost');
select is(
  (select array_agg(state) from ship.ship_steps), array['started'], 'what it did meanwhile is not in the journal'
);
select is((select step(ship, 'push') from resumed), true, 'the new holder goes on');
select finish(ship) from resumed;
select fails_with($$select step(ship, 'push') from resumed$$, 'PT409', 'ship_finished');
select fails_with($$select ship.record_step(gen_random_uuid(), 1, 'push', 'done')$$, 'PT404', 'ship_unknown');

select * from finish();
