select plan(5);

select ship.sweep();
select results_eq(
  $$select home_url, home_vault_url, home_database = ship_private.database_identity() from ship.project$$,
  $$values (null, null, true)$$, 'the first sweep learns the database, and not yet what the vault does not hold'
);
select given_vault('https://One.test/');
select ship.sweep();
select is((select home_vault_url from ship.project), 'https://one.test', 'then the vault''s address, as it is compared');

set local request.headers = '{"x-slipway-home": "https://ref.project.test"}';
select ship.claim_deliveries();
reset request.headers;
select is(
  (select home_url from ship.project), 'https://ref.project.test', 'and what the functions know as their address, which may be another name'
);
select is(
  (ship.ship_status() -> 'home') - 'since', '{"url": "https://ref.project.test", "away": null}', 'the status says where it is at home'
);
select ship.link_repository('github.com/acme/shop');
select ship.sweep();
select is((select home_url from ship.project), 'https://ref.project.test', 'a link leaves it as it is');

select * from finish();
