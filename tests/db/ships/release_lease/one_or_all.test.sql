select plan(10);

create temp table held as select begin('dashboard', array['vps'], 'ana@desk') as ship;
select ship.take_lease((ship ->> 'ship')::uuid, (ship ->> 'token')::bigint, 'git:main') from held;
create function pg_temp.release(name text default null, token bigint default null)
returns boolean
language sql
as $$
  select ship.release_lease((ship ->> 'ship')::uuid, coalesce($2, (ship ->> 'token')::bigint), $1) from held;
$$;

select is(pg_temp.release('git:main', 0), false, 'not with another token');
select is(pg_temp.release('git:main'), true, 'one');
select is(pg_temp.release('git:main'), false, 'it is not held any more');
select is((select leases_of(ship) from held), array['component:dashboard', 'target:vps'], 'the rest stays');
select fails_with(
  $$select ship.resume_ship((ship ->> 'ship')::uuid, 'bob@lap', 'lap:/clone') from held$$, 'PT409', 'lease_held', 'and it lives'
);
select is(pg_temp.release(), true, 'all');
select is((select leases_of(ship) from held), '{}', 'nothing is held');
select is((select holds(ship) from held), false, 'who has left does not come back by a late heartbeat');
select fails_with($$select step(ship, 'deploy') from held$$, 'PT409', 'lease_lost', 'nor by a late step');
select lives_ok(
  $$select ship.resume_ship((ship ->> 'ship')::uuid, 'bob@lap', 'lap:/clone') from held$$,
  'the holder has left: somebody resumes at once'
);

select * from finish();
