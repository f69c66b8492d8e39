select plan(5);

select fails_with(
  $$insert into ship.ship_policy (is_only_row) values (false)$$, '23514', 'ship_policy_has_one_row'
);
select fails_with(
  $$update ship.ship_policy set heartbeat = '31 seconds' where true$$, '23514',
  'ship_policy_heartbeat_fits_twice_into_a_lease'
);
select fails_with(
  $$update ship.ship_policy set heartbeat = '0 seconds' where true$$, '23514',
  'ship_policy_heartbeat_fits_twice_into_a_lease'
);
select fails_with(
  $$update ship.ship_policy set keep_ships = '1 second' where true$$, '23514', 'ship_policy_keeps_ships_for_a_while'
);
update ship.ship_policy set keep_ships = '30 days' where true;
select commit_audit();
select is(
  (select detail from ship.audit_log where action = 'ship_policy.update'), '{"keep_ships": "30 days"}', 'a change is chained'
);

select * from finish();
