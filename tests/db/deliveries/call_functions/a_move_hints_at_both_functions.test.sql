select plan(4);
select given_ios();
select given_vault('http://gateway.test/', 'slipway_wake_of_the_vault');

select move('ios', 131);

select set_eq(
  $$select method || ' ' || url from net.http_request_queue$$,
  array['POST http://gateway.test/functions/v1/announce', 'POST http://gateway.test/functions/v1/push'],
  'below the project''s url, with one slash'
);
select results_eq(
  $$select distinct headers from net.http_request_queue$$,
  $$values ('{"Content-Type": "application/json", "x-slipway-token": "slipway_wake_of_the_vault", "x-slipway-wake": "hint"}'::jsonb)$$,
  'with the wake token of the vault and no key, as a hint'
);
select results_eq(
  $$select distinct timeout_milliseconds from net.http_request_queue$$, $$values (1000)$$,
  'for a second: pg_net''s next batch waits for the answer'
);
select is(
  (select array_agg(distinct convert_from(body, 'UTF8')) from net.http_request_queue), array['{}'],
  'functions drain, they are not told what to do'
);

select * from finish();
