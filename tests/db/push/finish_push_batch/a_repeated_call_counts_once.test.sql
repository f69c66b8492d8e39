select plan(4);
select given_ios();
select given_devices(6);
select move('ios', 131);
create temp table claimed as
select claim_batch() as batch;

create function pg_temp.progress()
returns jsonb
language sql
as $$
  select answer(batch, jsonb_build_array(outcome(2, 503, 'ServiceUnavailable', 'retry')), 'progress', 4) from claimed;
$$;

select is(pg_temp.progress() -> 'held', 'true', 'the answer to this call was lost on its way');
select is(pg_temp.progress() -> 'held', 'true', 'so the worker repeats it');
select results_eq(
  $$select sent_count, device_count from ship.push_runs where id = 1$$, $$values (3::bigint, 4::bigint)$$,
  'it counts once'
);
select is((select attempt_count from ship.push_failures), 1, 'and is one attempt');

select * from finish();
