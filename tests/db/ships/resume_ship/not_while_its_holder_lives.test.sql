select plan(8);

create temp table held as
select ship.begin_ship('dashboard', 'production', 'ana@desk', 'desk:/clone', array['vps']) as ship;
create function pg_temp.resume(clone_id text, force boolean default false)
returns jsonb
language sql
as $$
  select ship.resume_ship((ship ->> 'ship')::uuid, 'bob@lap', $1, $2) from held;
$$;

select fails_with($$select pg_temp.resume('lap:/clone')$$, 'PT409', 'lease_held');
select fails_with($$select pg_temp.resume('lap:/clone', true)$$, 'PT409', 'lease_held', 'another clone can''t know that it died');
select fails_with($$select pg_temp.resume('desk:/clone')$$, 'PT409', 'lease_held', 'the same clone must say that it knows');
select is((select holds(ship) from held), true, 'the holder goes on');
select lives_ok($$select pg_temp.resume('desk:/clone', true)$$, 'the same clone that saw it die does not wait');
select is((select holds(ship) from held), false, 'and the earlier token is worth nothing');

select ship.abandon_ship((ship ->> 'ship')::uuid, 'bob@lap', 'enough', true) from held;
select fails_with($$select pg_temp.resume('desk:/clone')$$, 'PT409', 'ship_finished');
select fails_with($$select ship.resume_ship(gen_random_uuid(), 'a', 'b')$$, 'PT404', 'ship_unknown');

select * from finish();
