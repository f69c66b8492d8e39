select plan(3);

create temp table sample as
select attempt, ship_private.backoff('1 second', '1 minute', attempt) as delay
from generate_series(1, 40) as attempt
cross join generate_series(1, 50);

select is_empty(
  $$
    select
    from sample
    where delay < least(60, 2 ^ (attempt - 1)) * interval '0.5 seconds'
      or delay > least(60, 2 ^ (attempt - 1)) * interval '1 second'
  $$,
  'between half and all of 1, 2, 4 … 60 seconds'
);
select cmp_ok(
  (select count(distinct delay) from sample where attempt = 3), '>', 40::bigint, 'with jitter, so that retries spread'
);
select lives_ok($$select ship_private.backoff('4 hours', '4 hours', 2147483647)$$, 'no attempt is too many');

select * from finish();
