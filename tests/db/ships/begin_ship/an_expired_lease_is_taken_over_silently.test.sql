select plan(7);

create temp table hung as select begin('dashboard', array['vps', 'edge'], 'ana@desk') as ship;
select let_expire(ship) from hung;
create temp table next as select begin('docs', array['vps'], 'bob@lap') as ship;

select cmp_ok(
  (select (ship ->> 'token')::bigint from next), '>', (select (ship ->> 'token')::bigint from hung), 'a higher fencing token'
);
select is((select leases_of(ship) from next), array['component:docs', 'target:vps'], 'it holds what it needs');
select is((select leases_of(ship) from hung), '{}', 'and the other has lost all it had, not only that');
select is((select holds(ship) from hung), false, 'its heartbeat says so when it wakes up');
select fails_with($$select step(ship, 'deploy', 'started') from hung$$, 'PT409', 'lease_lost', 'and its next step is refused');
select commit_audit();
select results_eq(
  $$
    select actor, subject, detail - 'expired_at'
    from ship.audit_log
    where action = 'ship.lease_taken_over'
  $$,
  $$
    select 'bob@lap', 'target:vps', jsonb_build_object(
      'ship', next.ship -> 'ship', 'environment', 'production', 'from_ship', hung.ship -> 'ship', 'from_holder', 'ana@desk', 'role', session_user
    )
    from hung, next
  $$,
  'the audit names the earlier holder'
);
select is(
  (select outcome from ship.ships join hung on ships.id = (ship ->> 'ship')::uuid), null, 'its ship is unfinished, not forgotten'
);

select * from finish();
