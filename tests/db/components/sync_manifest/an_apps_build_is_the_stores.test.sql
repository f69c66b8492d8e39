select plan(2);
select given_component('ios', 'ios', 130, array['test.app']);
select given_component('web', build => 7);
select ship.confirm_store_build('ios', 131, '1.0', now() - interval '1 minute');

select ship.sync_manifest(
  a_manifest('{"ios": {"kind": "ios", "build": 131}, "web": {"build": 7}}'), 'abc1234', 'ana', 'ios', 'Try the widget'
);
select results_eq(
  $$select component_key, build, reason, commit_sha, notes from ship.build_moves where reason <> 'baseline'$$,
  $$values ('ios', 131::bigint, 'store', 'abc1234', 'Try the widget')$$,
  'moved with reason store, with the commit that wrote it down'
);
select ship.confirm_store_build('ios', 132, '1.0', now() - interval '1 minute');
select ship.sync_manifest(a_manifest('{"ios": {"kind": "ios", "build": 132}, "web": {"build": 8}}'));
select bag_eq(
  $$select component_key, reason from ship.build_moves where build in (132, 8)$$,
  $$values ('ios', 'ship'), ('web', 'ship')$$,
  'moved together with others it is a ship'
);

select * from finish();
