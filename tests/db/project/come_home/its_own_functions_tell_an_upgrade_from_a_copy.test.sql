select plan(8);
select given_ios();
select given_devices(3);
select given_vault('https://one.test');
set local request.headers = '{"x-slipway-home": "https://one.test"}';
select ship.claim_deliveries();
reset request.headers;
select ship.sweep();
select move('ios', 131);
delete from net.http_request_queue where true;

-- as after an upgrade or a pause: the same address, another system
update ship.project set home_database = '1/2/3' where true;
select is(ship.sweep() ->> 'away', 'database_other', 'nobody can tell it from a copy yet');
select is((select count(*) from net.http_request_queue), 1::bigint, 'so the functions at the project''s address are woken');
select ship.sweep();
select is((select count(*) from net.http_request_queue), 1::bigint, 'not with every sweep');

set local request.headers = '{"x-slipway-home": "https://one.test"}';
select isnt(ship.claim_deliveries(), '[]', 'they reach this database: it is the project''s, and goes on with what is due');
select is(
  (select home_database = ship_private.database_identity() from ship.project), true, 'which is remembered'
);
reset request.headers;
select is(ship.sweep() ->> 'swept', 'true', 'from then on it is swept again');
select cmp_ok((ship.manifest() ->> 'seq')::bigint, '>', 1000000000000000, 'no client ignores what is told next');
select is(
  (select count(*) from ship_private.audit_inbox where action = 'project.came_home')
    + (select count(*) from ship.audit_log where action = 'project.came_home'),
  1::bigint, 'and the audit names it'
);

select * from finish();
