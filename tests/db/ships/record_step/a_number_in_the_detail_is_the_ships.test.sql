select plan(3);

create temp table held as select begin('web') as ship;
select step(ship, 'bump', detail => '{"build": 23}') from held;
select is((select build from ship.ships), 23::bigint, 'the number it uses');
select step(ship, 'deploy', detail => '{"build": "23 files"}') from held;
select is((select build from ship.ships), 23::bigint, 'a text is none');
select fails_with(
  $$select step(ship, 'bump', 'failed', '{"build": -1}') from held$$, '23514', 'ship_build_is_within_53_bits'
);

select * from finish();
