select plan(4);
select given_ios();
select given_vault('no url at all');

select lives_ok($$select move('ios', 131)$$, 'pg_net refuses the url');
select is((select build from ship.components), 131::bigint, 'the build moved');
select is((select count(*) from ship.deliveries where state = 'pending'), 3::bigint, 'and everything waits in the outbox');
select is_empty($$select from net.http_request_queue$$, 'nothing is called');

select * from finish();
