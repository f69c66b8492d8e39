select plan(3);
select given_ios();
select given_devices(1);
select move('ios', 131);
-- the wait begins somewhere between the two: since before the answer, and since after it
create temp table waits (attempt integer, since_before interval, since_after interval);

do $$
declare
  v_before timestamptz;
begin
  for v_round in 1 .. 6 loop
    v_before := clock_timestamp();
    perform answer(claim_batch(), jsonb_build_array(outcome(1, 503, 'ServiceUnavailable', 'retry')));
    insert into waits
    select attempt_count, retry_at - v_before, retry_at - clock_timestamp()
    from ship.push_failures;
    update ship.push_failures
    set retry_at = clock_timestamp()
    where true;
  end loop;
end;
$$;

select is((select max(attempt) from waits), 6, 'each retry counts');
select is_empty(
  $$
    select
    from waits
    where since_before < least(240, 15 * 2 ^ (attempt - 1)) * interval '30 seconds'
      or since_after > least(240, 15 * 2 ^ (attempt - 1)) * interval '1 minute'
  $$,
  '15, 30, 60 … 240 minutes, less at most half'
);
select results_eq(
  $$select sent_count, device_count from ship.push_runs where id = 1$$, $$values (0::bigint, 1::bigint)$$,
  'it is one device, however often it is tried'
);

select * from finish();
