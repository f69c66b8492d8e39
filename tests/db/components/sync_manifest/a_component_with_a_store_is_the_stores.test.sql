select plan(9);
create function pg_temp.sync(build bigint, store jsonb default '{"store": {"app_id": "1234567890"}}')
returns void
language sql
as $$
  select ship.sync_manifest(a_manifest(jsonb_build_object('player', jsonb_build_object('kind', 'android', 'build', $1) || $2)));
$$;
select pg_temp.sync(7);

select is((select has_store from ship.components), true, 'the manifest names a store for it, of whatever kind it is');
select fails_with($$select pg_temp.sync(8)$$, 'PT409', 'build_not_installable', 'it can''t run ahead of the store');
select fails_with($$select move('player', 8)$$, 'PT409', 'build_not_installable', 'nor by hand');
select fails_with($$select pg_temp.sync(8, '{}')$$, 'PT409', 'build_not_installable', 'nor by a manifest that takes the store away');
select fails_with(
  $$update ship.components set build = 8, has_store = false where key = 'player'$$, 'PT409', 'build_not_installable',
  'nor by an update that does'
);
select fails_with($$select ship.rollback('player', 6, 'why')$$, 'PT409', 'store_never_rolls_back');

select ship.confirm_store_build('player', 8, '1.0.0', now() - interval '1 minute');
select pg_temp.sync(8);
select is((select reason from ship.build_moves order by id desc limit 1), 'store', 'what the store reported is the store''s');
select pg_temp.sync(8, '{}');
select is((select has_store from ship.components), false, 'a component may leave its store');
select lives_ok($$select pg_temp.sync(9, '{}')$$, 'and then ships by itself');

select * from finish();
