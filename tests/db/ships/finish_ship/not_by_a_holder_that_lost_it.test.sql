select plan(3);

create temp table held as select begin('dashboard', array['vps']) as ship;
select let_expire(ship) from held;
create temp table resumed as
select ship.resume_ship((ship ->> 'ship')::uuid, 'bob@lap', 'lap:/clone') as ship from held;

select fails_with($$select finish(ship) from held$$, 'PT409', 'lease_lost');
select is((select finish(ship) from resumed), true, 'only by the one who has it');
select fails_with($$select ship.finish_ship(gen_random_uuid(), 1, 'done')$$, 'PT404', 'ship_unknown');

select * from finish();
