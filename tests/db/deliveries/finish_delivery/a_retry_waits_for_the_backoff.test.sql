select plan(3);
select given_component('web', build => 1);
select given_transports('telegram');
select move('web', 2);
-- the wait begins somewhere between the two: since before the call, and since after it
create temp table waits (attempt integer, since_before interval, since_after interval);

do $$
declare
  v_before timestamptz;
begin
  for v_attempt in 1 .. 9 loop
    v_before := clock_timestamp();
    perform finish_one(ship.claim_deliveries() -> 0, 'retry', 500, 'down');
    insert into waits
    select attempt_count, next_attempt_at - v_before, next_attempt_at - clock_timestamp()
    from ship.deliveries;
    update ship.deliveries
    set next_attempt_at = clock_timestamp()
    where true;
  end loop;
end;
$$;

select is((select max(attempt) from waits), 9, 'every claim counts as an attempt');
select is_empty(
  $$
    select
    from waits
    where since_before < least(60, 2 ^ (attempt - 1)) * interval '0.5 seconds'
      or since_after > least(60, 2 ^ (attempt - 1)) * interval '1 second'
  $$,
  'each wait is within 1, 2, 4 … 60 seconds, less at most half'
);
select results_eq(
  $$select state, last_status, last_error, finished_at from ship.deliveries$$,
  $$values ('pending', 500, 'down', null::timestamptz)$$,
  'with the last reason kept'
);

select * from finish();
