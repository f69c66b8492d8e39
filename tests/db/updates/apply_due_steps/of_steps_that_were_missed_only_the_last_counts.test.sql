select plan(3);
select given_ios();
select given_installations(200);
select offer(131, 500, steps => '[{"bps": 1000, "after": "1 hour"}, {"bps": 2500, "after": "2 hours"}, {"bps": 10000, "after": "3 hours"}]');
select pushed();
set local check_function_bodies = off;
update ship.offers
set next_step_at = now() - interval '3 hours', steps = jsonb_build_array(
  jsonb_build_object('bps', 1000, 'at', now() - interval '3 hours'),
  jsonb_build_object('bps', 2500, 'at', now() - interval '2 hours'),
  jsonb_build_object('bps', 10000, 'at', now() + interval '1 hour')
)
where build = 131;
set local check_function_bodies = on;
select ship.sweep();
select results_eq($$select bps, jsonb_array_length(steps) from ship.offers where build = 131$$, $$values (2500, 1)$$);
select is((select count(*) from ship.announcements), 2::bigint, 'one announcement for both');
select is(pushed(), inside(131, 500, 2500));

select * from finish();
