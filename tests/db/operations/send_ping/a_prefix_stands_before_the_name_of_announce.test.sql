select plan(1);
select given_vault('https://one.test');
select vault.create_secret('slipway-', 'function_prefix');
select ship.send_ping();

select is(
  (select url from net.http_request_queue), 'https://one.test/functions/v1/slipway-announce', 'as the wakes themselves have it'
);

select * from finish();
