select plan(4);
select given_ios();
select given_devices(220);
select move('ios', 131);
select push_everything();
select given_devices(1000);
select move('ios', 132);
create temp table claimed as
select claim_batch() as batch;

select is(
  (
    select answer(batch, (
      select jsonb_agg(outcome(id, 400, 'BadDeviceToken', 'failed', jsonb_build_object('both_hosts', id <= 1000)))
      from generate_series(221, 1220) as id
    )) -> 'stop'
    from claimed
  ),
  'null', 'a thousand that registered since the last finished run are refused, and the run goes on'
);
select results_eq(
  $$select mature_answer_count, mature_refusal_count from ship.push_runs where id = 3$$,
  $$values (220::bigint, 0::bigint)$$,
  'only the established ones count'
);
select results_eq(
  $$select min(id), max(id), count(*), min(deactivation_reason) from ship.device_push_tokens where deactivated_at is not null$$,
  $$values (221::bigint, 1000::bigint, 780::bigint, 'BadDeviceToken')$$,
  'a stranger that both hosts refused is deactivated, one that was tried on one host only is not'
);
select is((select state from ship.push_runs where id = 3), 'finished', 'the run has ended as ever');

select * from finish();
