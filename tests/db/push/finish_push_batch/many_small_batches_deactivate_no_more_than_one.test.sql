select plan(6);
select given_ios();
select given_devices(600);
update ship.push_policy set batch_size = 100 where is_only_row;
select move('ios', 131);

-- whoever reports may say of all that they are to be tried again, and then answer for retries of 100 each
create function pg_temp.answer_next(verdict text)
returns text
language plpgsql
as $$
declare
  v_batch jsonb := claim_batch();
  v_ids bigint[] := ids_of(v_batch);
begin
  return answer(v_batch, case answer_next.verdict
    when 'dead' then deaths(v_ids[1], v_ids[cardinality(v_ids)])
    else (
      select jsonb_agg(outcome(id, 503, 'ServiceUnavailable', 'retry', '{"retry_after_s": 0}'))
      from unnest(v_ids) as id
    )
  end) ->> 'stop';
end;
$$;

select is(
  (select count(pg_temp.answer_next('retry')) from generate_series(1, 6)), 0::bigint, 'nobody was told, and all are to be asked again'
);
update ship.push_failures set retry_at = clock_timestamp() where true;
select is(pg_temp.answer_next('dead'), null, 'a hundred');
select is(pg_temp.answer_next('dead'), null, 'two hundred, of six');
select is(pg_temp.answer_next('dead'), 'too_many_deactivations', 'three hundred are more than two fifths of the run');
select results_eq(
  $$select stop_detail, established_count, deactivated_count from ship.push_runs where id = 1$$,
  $$values ('300 of the 600 devices of the run', 600::bigint, 200::bigint)$$,
  'it says so'
);
select is((select count(*) from ship.device_push_tokens where deactivated_at is not null), 200::bigint, 'of the last hundred nobody is deactivated');

select * from finish();
