select plan(3);
select given_ios();
select given_devices(1);
select move('ios', 131);
create temp table delays (attempt integer, delay interval);

select answer(claim_batch(), jsonb_build_array(outcome(1, 503, 'ServiceUnavailable', 'retry')));
do $$
begin
  for v_round in 1 .. 6 loop
    insert into delays
    select attempt_count, retry_at - clock_timestamp()
    from ship.push_failures;
    update ship.push_failures
    set retry_at = clock_timestamp()
    where true;
    perform answer(claim_batch(), jsonb_build_array(outcome(1, 503, 'ServiceUnavailable', 'retry')));
  end loop;
end;
$$;

select is((select max(attempt) from delays), 6, 'each retry counts');
select is_empty(
  $$
    select
    from delays
    where delay < least(240, 15 * 2 ^ (attempt - 1)) * interval '30 seconds' - interval '1 second'
      or delay > least(240, 15 * 2 ^ (attempt - 1)) * interval '1 minute'
  $$,
  '15, 30, 60 … 240 minutes, less at most half'
);
select results_eq(
  $$select sent_count, device_count from ship.push_runs where id = 1$$, $$values (0::bigint, 1::bigint)$$,
  'it is one device, however often it is tried'
);

select * from finish();
