select plan(7);

create temp table dead as
select ship.begin_ship('dashboard', 'production', 'ana@desk', 'desk:/clone', array['vps']) as ship;
select ship.take_lease((ship ->> 'ship')::uuid, (ship ->> 'token')::bigint, 'git:main') from dead;
select step(ship, 'bump', 'done', '{"build": 132}'), step(ship, 'push', 'started') from dead;
select let_expire(ship) from dead;
create temp table resumed as
select ship.resume_ship((ship ->> 'ship')::uuid, 'bob@lap', 'lap:/clone') as ship from dead;

select cmp_ok(
  (select (ship ->> 'token')::bigint from resumed), '>', (select (ship ->> 'token')::bigint from dead), 'a higher token'
);
select is(
  (select ship - '{ship,token,expires_at,started_at,steps}'::text[] from resumed),
  '{
    "component": "dashboard", "environment": "production", "kind": "ship", "build": 132, "targets": ["vps"],
    "from_holder": "ana@desk", "from_clone_id": "desk:/clone",
    "lease_seconds": 60, "heartbeat_seconds": 10, "highest_build": 132, "highest_builds": {"dashboard": 132}, "with_components": [], "told_notes": null, "audit_head": null
  }',
  'all that the next one needs'
);
select is(
  (select jsonb_path_query_array(ship, '$.steps[*].step') || jsonb_path_query_array(ship, '$.steps[*].state') from resumed),
  '["bump", "push", "done", "started"]', 'the journal, oldest first'
);
select is(
  (select leases_of(ship) from resumed), array['component:dashboard', 'target:vps'],
  'component and targets; a branch is taken anew when it is needed'
);
select is((select holds(ship) from dead), false, 'the earlier holder is out');
select is((select holder || ' ' || clone_id from ship.ships), 'bob@lap lap:/clone', 'the new one is in');
select commit_audit();
select is(
  (select actor || ' ' || (detail ->> 'from_holder') from ship.audit_log where action = 'ship.resumed'),
  'bob@lap ana@desk', 'the chain knows both'
);

select * from finish();
