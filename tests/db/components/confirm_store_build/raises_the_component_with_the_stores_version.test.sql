select plan(3);
select given_component('ios', 'ios', 130, array['test.app']);

select ship.confirm_store_build('ios', 131, '1.1.0', now() - interval '1 minute', true);

select results_eq(
  $$select build, version from ship.components$$, $$values (131::bigint, '1.1.0')$$, 'the component is what the store has'
);
select results_eq(
  $$select build, previous_build, version, reason from ship.build_moves where reason <> 'baseline'$$,
  $$values (131::bigint, 130::bigint, '1.1.0', 'store')$$,
  'moved with reason store'
);
select is((select count(*) from ship.announcements), 1::bigint, 'announced once');

select * from finish();
