select plan(2);
select given_ios();
select offer(131, 500, steps => '[{"bps": 2500, "after": "1 hour"}, {"bps": 10000, "after": "2 hours"}]');
select ship.halt_rollout('ios', 'live', 131, 'crashes');
select is((select next_step_at from ship.offers where build = 131), null, 'a halted one has no next step');
set local check_function_bodies = off;
update ship.offers
set halted_at = now() - interval '1 day', steps = '[{"bps": 2500, "at": "2026-01-01T01:00:00Z"}, {"bps": 10000, "at": "2026-01-01T02:00:00Z"}]'
where build = 131;
set local check_function_bodies = on;
update ship.offers set halted_at = null, halt_reason = null where build = 131;
select results_eq(
  $$select
    (steps #>> '{0,at}')::timestamptz - '2026-01-01T01:00:00Z' between '1 day' and '1 day 1 hour',
    (steps #>> '{1,at}')::timestamptz - (steps #>> '{0,at}')::timestamptz,
    next_step_at = (steps #>> '{0,at}')::timestamptz
  from ship.offers where build = 131$$,
  $$values (true, interval '1 hour', true)$$,
  'by hand as well'
);

select * from finish();
