select plan(2);
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

update ship.deliveries set next_attempt_at = now();
select finish_one(ship.claim_deliveries() -> 0, 'retry', 429, 'slow down', 1e300);
select ok((select next_attempt_at <= clock_timestamp() + interval '1 day' from ship.deliveries), 'but nobody is waited for longer than a day');

select * from finish();
