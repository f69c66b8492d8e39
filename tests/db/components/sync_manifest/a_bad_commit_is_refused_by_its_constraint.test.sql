select plan(2);
select given_component('web', build => 7);

select fails_with(
  $$select ship.sync_manifest(a_manifest('{"web": {"build": 8}}'), commit_sha => 'HEAD')$$,
  '23514', 'build_commit_is_a_sha'
);
select is((select build from ship.components), 7::bigint, 'nothing moved');

select * from finish();
