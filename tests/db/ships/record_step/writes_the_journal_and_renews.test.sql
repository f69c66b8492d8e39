select plan(6);

create temp table held as select begin('dashboard') as ship;
update ship.ships set lease_expires_at = clock_timestamp() + interval '5 seconds' where true;
select step(ship, 'commit', 'started') from held;
select step(ship, 'commit', 'done', '{"sha": "abc1234"}') from held;
select step(ship, 'push', 'skipped') from held;

select results_eq(
  $$select step, state, detail, token from ship.ship_steps order by id$$,
  $$
    select step, state, detail::jsonb, (ship ->> 'token')::bigint
    from held, (values ('commit', 'started', '{}'), ('commit', 'done', '{"sha": "abc1234"}'), ('push', 'skipped', '{}'))
      as steps (step, state, detail)
  $$,
  'before the effect and after it, by whom'
);
select ok(
  (select lease_expires_at > clock_timestamp() + interval '50 seconds' from ship.ships), 'a step is a heartbeat'
);
select is((select step(ship, 'push', 'skipped') from held), true, 'a call whose answer got lost is repeated');
select is((select count(*) from ship.ship_steps), 3::bigint, 'and written once');
select is(
  (select ship.record_step((ship ->> 'ship')::uuid, (ship ->> 'token')::bigint, 'deploy', 'started', null) from held), true,
  'no detail is an empty one'
);
select commit_audit();
select is((select count(*) from ship.audit_log where action like 'ship.%'), 1::bigint, 'steps are not chained');

select * from finish();
