select plan(4);
select given_component('web', build => 7, place => 1);
select given_component('docs', build => 3, place => 2);
select given_component('api', build => 9, place => 3);

select results_eq(
  $$
    select component, previous, build, changed
    from ship.sync_manifest(
      a_manifest(
        '{"web": {"build": 8}, "docs": {"build": 5}, "api": {"build": 9}, "cli": {"build": 1}}',
        '{"order": ["web", "docs", "api", "cli"]}'
      ),
      commit_sha => 'abcdef1', actor => 'maria'
    )
  $$,
  $$values ('web', 7::bigint, 8::bigint, true), ('docs', 3, 5, true), ('api', 9, 9, false), ('cli', null, 1, true)$$,
  'says what it did, in row order'
);
select is((select count(*) from ship.announcements), 1::bigint, 'one announcement');
select results_eq(
  $$select component_key, build, previous_build from ship.announced_changes order by 1$$,
  $$values ('docs', 5::bigint, 3::bigint), ('web', 8, 7)$$,
  'of what moved; a new component is a baseline'
);
select results_eq(
  $$select component_key, reason, commit_sha, actor from ship.build_moves where previous_build is not null order by 1$$,
  $$values ('docs', 'ship', 'abcdef1', 'maria'), ('web', 'ship', 'abcdef1', 'maria')$$,
  'moved from this commit, by this person'
);

select * from finish();
