select plan(4);
select given_ios();
select given_installations(200);
select offer(131, 500, steps => '[{"bps": 2500, "after": "1 hour"}, {"bps": 10000, "after": "2 hours"}]');
select pushed();
select ship.sweep();
select is((select bps from ship.offers where build = 131), 500, 'not before its time');
set local check_function_bodies = off;
update ship.offers set next_step_at = clock_timestamp(), steps = jsonb_set(steps, '{0,at}', to_jsonb(clock_timestamp())) where build = 131;
set local check_function_bodies = on;
select ship.sweep();
select results_eq(
  $$select bps, jsonb_array_length(steps), next_step_at > now() from ship.offers where build = 131$$,
  $$values (2500, 1, true)$$,
  'taken, and the next one waits'
);
select is(pushed(), inside(131, 500, 2500), 'the newcomers are told');
select results_eq(
  $$select actor, detail ->> 'previous_bps', detail ->> 'bps' from ship_private.audit_inbox where action = 'rollout.changed' order by id desc limit 1$$,
  $$values ('sweep', '500', '2500')$$,
  'and the audit log names the sweep'
);

select * from finish();
