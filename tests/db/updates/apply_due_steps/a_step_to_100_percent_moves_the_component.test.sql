select plan(4);
select given_ios();
select given_installations(50);
select offer(131, 500, steps => '[{"bps": 10000, "after": "1 hour"}]');
select pushed();
set local check_function_bodies = off;
update ship.offers set next_step_at = now(), steps = jsonb_set(steps, '{0,at}', to_jsonb(now())) where build = 131;
set local check_function_bodies = on;
select ship.sweep();
select is((select build from ship.components where key = 'ios'), 131::bigint);
select is(pushed(), inside(131, 500, 10000), 'and who was told is not told again');
select results_eq($$select steps, next_step_at from ship.offers where build = 131$$, $$values ('[]'::jsonb, null::timestamptz)$$);
select is((select actor from ship.build_moves order by id desc limit 1), 'sweep');

select * from finish();
