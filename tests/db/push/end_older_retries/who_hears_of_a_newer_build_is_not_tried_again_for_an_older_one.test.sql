select plan(3);
select given_ios();
select given_installations(40);
select move('ios', 131);
create temp table first as select claim_batch() as batch;
select answer(batch, (select jsonb_agg(outcome(id, 503, 'ServiceUnavailable', 'retry')) from ship.device_push_tokens)) from first;
select pushed();
select offer(132, 5000);
select pushed();
select results_eq(
  $$select device_id from ship.push_failures where retry_at is not null order by 1$$,
  $$select unnest(inside(132, 5000, 10000))$$,
  'the others are'
);
update ship.push_failures set retry_at = now() where retry_at is not null;
select is(pushed(), inside(132, 5000, 10000));
select is((select string_agg(distinct state, ' ') from ship.push_runs), 'finished', 'and no run waits for nothing');

select * from finish();
