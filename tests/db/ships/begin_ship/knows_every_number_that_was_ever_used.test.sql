select plan(5);
select given_component('web', build => 7);
select move('web', 9);
select ship.rollback('web', 8, 'it was slow');

create temp table first as select begin('web') as ship;
select is((select ship ->> 'highest_build' from first), '9', 'moved and rolled back: used');
select step(ship, 'bump', detail => '{"build": 12}') from first;
select is((select build from ship.ships), 12::bigint, 'a journalled number is the ship''s');
select finish(ship, 'abandoned', 'the deploy failed') from first;
create temp table second as select begin('web') as ship;
select is((select ship ->> 'highest_build' from second), '12', 'journalled and abandoned: used');
select finish(ship) from second;
select is(begin('web', environment => 'staging') ->> 'highest_build', '12', 'in any environment');
select is(begin('new') ->> 'highest_build', null, 'a component that never shipped used none');

select * from finish();
