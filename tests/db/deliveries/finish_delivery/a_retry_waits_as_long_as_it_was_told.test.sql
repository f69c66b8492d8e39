select plan(1);
select given_component('web', build => 1);
select given_transports('telegram');
select move('web', 2);

select finish_one(ship.claim_deliveries() -> 0, 'retry', 429, 'slow down', 42.5);

select ok(
  (
    select next_attempt_at between now() + interval '42.5 seconds' and clock_timestamp() + interval '42.5 seconds'
    from ship.deliveries
  ),
  'retry-after wins over the backoff'
);

select * from finish();
