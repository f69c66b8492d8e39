select plan(6);
select given_component('ios', 'ios', 130);

select fails_with($$select ship.confirm_store_build('nobody', 131)$$, 'PT404', 'component_unknown');
select fails_with($$select ship.confirm_store_build('ios', 0)$$, 'PT422', 'build_invalid');
select fails_with($$select ship.confirm_store_build('ios', null)$$, 'PT422', 'build_invalid');
select fails_with(
  $$select ship.confirm_store_build('ios', 131, raise => true)$$, 'PT409', 'build_not_installable',
  'raise needs the moment from which it can be installed'
);
select fails_with(
  $$select ship.confirm_store_build('ios', 129, installable_at => now() - interval '1 hour', raise => true)$$,
  'PT409', 'build_not_higher'
);
select is_empty($$select from ship.builds where build <> 130$$, 'a refused call records nothing');

select * from finish();
