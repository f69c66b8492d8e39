select plan(5);

create temp table held as select begin('dashboard', array['vps']) as ship;
update ship.ships set lease_expires_at = clock_timestamp() + interval '5 seconds' where true;

select is((select holds(ship) from held), true, 'held');
select ok(
  (select lease_expires_at > clock_timestamp() + interval '50 seconds' from ship.ships), 'for as long as the policy says'
);
select is(
  ship.renew_lease((select (ship ->> 'ship')::uuid from held), 0), '{"held": false, "expires_at": null}',
  'not with another token'
);
select commit_audit();
select is((select count(*) from ship.audit_log where action like 'ship.%'), 1::bigint, 'heartbeats are not chained');
select finish(ship) from held;
select is((select holds(ship) from held), false, 'nor after the end');

select * from finish();
