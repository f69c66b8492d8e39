select plan(3);
select given_ios();
select given_devices(2);
select move('ios', 131);
update ship.push_runs
set life_since = now() - interval '23 hours 55 minutes'
where true;

select answer(claim_batch(), jsonb_build_array(
  outcome(1, 503, 'ServiceUnavailable', 'retry'),
  outcome(2, 503, 'ServiceUnavailable', 'retry', '{"retry_after_s": 60}')
));

select results_eq(
  $$select device_id, retry_at is null from ship.push_failures order by 1$$,
  $$values (1::bigint, true), (2, false)$$,
  'in 15 minutes nobody wants it any more; in one minute somebody does'
);

update ship.push_failures
set retry_at = clock_timestamp()
where device_id = 2;
update ship.push_runs
set life_since = now() - interval '24 hours'
where true;
select answer(claim_batch(), jsonb_build_array(outcome(2, 503, 'ServiceUnavailable', 'retry', '{"retry_after_s": 1}')));

select is_empty($$select from ship.push_failures where retry_at is not null$$, 'then no more');
select is((select state from ship.push_runs where id = 1), 'finished', 'and the run ends');

select * from finish();
