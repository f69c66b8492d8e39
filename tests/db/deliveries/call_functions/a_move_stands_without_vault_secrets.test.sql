select plan(3);
select given_ios();

select lives_ok($$select move('ios', 131)$$, 'the vault is empty');
select is((select build from ship.components), 131::bigint, 'the build moved');
select is((select count(*) from ship.deliveries where state = 'pending'), 3::bigint, 'and everything waits in the outbox');

select * from finish();
