select plan(5);

create temp table held as select begin('web') as ship;

select fails_with($$select step(ship, 'Deploy') from held$$, '23514', 'ship_step_is_a_slug');
select fails_with($$select step(ship, 'deploy', 'halfway') from held$$, '23514', 'ship_step_state_is_known');
select fails_with(
  $$select step(ship, 'deploy', 'failed', '["it broke"]') from held$$, '23514', 'ship_step_detail_is_a_small_object'
);
select fails_with(
  $$select step(ship, 'deploy', 'failed', jsonb_build_object('output', repeat('x', 17000))) from held$$, '23514',
  'ship_step_detail_is_a_small_object'
);
select is_empty('select from ship.ship_steps', 'nothing was written');

select * from finish();
