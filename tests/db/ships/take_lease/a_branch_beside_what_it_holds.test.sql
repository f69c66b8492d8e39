select plan(7);

create temp table first as select begin('dashboard', holder => 'ana@desk') as ship;
create temp table second as select begin('docs') as ship;
create function pg_temp.take(ship jsonb)
returns jsonb
language sql
as $$
  select ship.take_lease(($1 ->> 'ship')::uuid, ($1 ->> 'token')::bigint, 'git:main');
$$;

select is((select pg_temp.take(ship) - 'expires_at' from first), '{"held": true, "name": "git:main"}', 'taken');
select lives_ok($$select pg_temp.take(ship) from first$$, 'twice is once');
select fails_with($$select pg_temp.take(ship) from second$$, 'PT409', 'lease_held');
select matches(
  detail_of($$select pg_temp.take(ship) from second$$), '^git:main is held by ana@desk ', 'the holder is named'
);
select is((select leases_of(ship) from second), array['component:docs'], 'the other keeps what it has');
select let_expire(ship) from first;
select lives_ok($$select pg_temp.take(ship) from second$$, 'past its time it is anybody''s');
select fails_with($$select pg_temp.take(ship) from first$$, 'PT409', 'lease_lost');

select * from finish();
