select plan(1);
select given_ios();
select given_vault('http://gateway.test', 'slipway_wake_of_the_vault');
select vault.create_secret('slipway-', 'function_prefix');

select move('ios', 131);

select set_eq(
  $$select url from net.http_request_queue$$,
  array['http://gateway.test/functions/v1/slipway-announce', 'http://gateway.test/functions/v1/slipway-push'],
  'of a team whose own functions have the same names'
);

select * from finish();
