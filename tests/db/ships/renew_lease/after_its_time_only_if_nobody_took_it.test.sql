select plan(3);

create temp table held as select begin('dashboard', array['vps']) as ship;
select let_expire(ship) from held;
select is((select holds(ship) from held), true, 'nobody came meanwhile');
select fails_with($$select begin('docs', array['vps'])$$, 'PT409', 'lease_held', 'now nobody can');

select let_expire(ship) from held;
select begin('docs', array['vps']);
select is((select holds(ship) from held), false, 'somebody came');

select * from finish();
