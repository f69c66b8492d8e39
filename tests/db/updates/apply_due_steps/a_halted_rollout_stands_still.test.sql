select plan(2);
select given_ios();
select offer(131, 500, steps => '[{"bps": 2500, "after": "1 hour"}]');
select ship.halt_rollout('ios', 'live', 131, 'crashes');
set local check_function_bodies = off;
update ship.offers set steps = jsonb_set(steps, '{0,at}', to_jsonb(now() - interval '1 hour')) where build = 131;
set local check_function_bodies = on;
select ship.sweep();
select is((select bps from ship.offers where build = 131), 500);
select is((select next_step_at from ship.offers where build = 131), null);

select * from finish();
