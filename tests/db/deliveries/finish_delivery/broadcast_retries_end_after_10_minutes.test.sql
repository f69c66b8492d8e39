select plan(4);
select given_component('web', build => 1);
select given_transports('broadcast');
select move('web', 2);

update ship.deliveries
set created_at = now() - interval '9 minutes 50 seconds'
where true;
select finish_one(ship.claim_deliveries() -> 0, 'retry', 503, 'down', 1);
select is((select state from ship.deliveries), 'pending', 'a retry within the ten minutes is made');

update ship.deliveries
set next_attempt_at = clock_timestamp()
where true;
select finish_one(ship.claim_deliveries() -> 0, 'retry', 503, 'down', 30);
select results_eq(
  $$select state, last_status, last_error from ship.deliveries$$, $$values ('failed', 503, 'down')$$,
  'one after them is not: it failed, and the reason stays'
);

select move('web', 3);
update ship.deliveries
set created_at = now() - interval '11 minutes'
where seq = 2;
select finish_one(ship.claim_deliveries() -> 0, 'retry', retry_after_s => 0);
select results_eq(
  $$select state, last_error from ship.deliveries where seq = 2$$, $$values ('failed', 'retries_ended')$$,
  'without a reason it says that retries ended'
);

select given_transports('telegram');
select move('web', 4);
update ship.deliveries
set created_at = now() - interval '11 minutes'
where seq = 3;
select finish_one(ship.claim_deliveries() -> 0, 'retry', 503, 'down');
select is((select state from ship.deliveries where seq = 3), 'pending', 'chat goes on');

select * from finish();
