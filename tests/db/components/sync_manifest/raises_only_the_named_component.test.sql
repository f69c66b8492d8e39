select plan(4);
select given_component('web', build => 7);
select given_component('docs', build => 3);
select given_component('ios', 'ios', 130);

select results_eq(
  $$
    select component, previous, build, changed
    from ship.sync_manifest(
      a_manifest('{
        "web": {"build": 8},
        "docs": {"build": 5, "name": "Handbook"},
        "ios": {"kind": "ios", "build": 131}
      }'),
      only_component => 'web'
    )
    order by component
  $$,
  $$values ('docs', 3::bigint, 3::bigint, false), ('ios', 130, 130, false), ('web', 7, 8, true)$$,
  'the others stay, also an ios build that the store has not reported'
);
select results_eq(
  $$select component_key from ship.announced_changes$$, $$values ('web')$$, 'only it is announced'
);
select is((select name from ship.components where key = 'docs'), 'Handbook', 'definitions are applied to all');
select lives_ok(
  $$select ship.sync_manifest(a_manifest('{"web": {"build": 8}, "docs": {"build": 2}}'), only_component => 'web')$$,
  'and a build of another one that lags behind is no reason to refuse'
);

select * from finish();
