select plan(1);
select given_vault();

select ship.wake_push();

select results_eq(
  $$select url::text collate "C", headers ->> 'x-slipway-wake', timeout_milliseconds from net.http_request_queue$$,
  $$values ('http://gateway.test/functions/v1/push' collate "C", 'hint', 1000)$$,
  'a hint at push'
);

select * from finish();
