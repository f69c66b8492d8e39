select plan(2);
select given_ios();
select given_vault();
drop extension pg_net;

select lives_ok($$select move('ios', 131)$$, 'there is no http_post');
select is((select count(*) from ship.deliveries where state = 'pending'), 3::bigint, 'everything waits in the outbox');

select * from finish();
