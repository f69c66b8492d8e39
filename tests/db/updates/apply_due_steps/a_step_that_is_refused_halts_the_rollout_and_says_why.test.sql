select plan(3);
select given_ios();
select offer(131, 500, steps => '[{"bps": 2500, "after": "1 hour"}]');
select offer(132, 1, steps => '[{"bps": 2, "after": "1 hour"}]');
set local check_function_bodies = off;
update ship.offers set next_step_at = now() - interval '1 minute', steps = jsonb_set(steps, '{0,at}', to_jsonb(now() - interval '1 minute')) where bps < 10000;
set local check_function_bodies = on;
select is(ship.sweep() ->> 'swept', 'true', 'the sweep goes on');
select results_eq(
  $$select halt_reason, bps from ship.offers where build = 131$$,
  $$values ('its step to 2500 bps was refused: rollout_overtaken', 500)$$
);
select is((select bps from ship.offers where build = 132), 2, 'the other rollout takes its step');

select * from finish();
