select plan(4);
select given_component('web', build => 1);
select given_component('docs', build => 5);
select given_component('api', build => 9);
select given_component('still', build => 2);

update ship.components
set build = build + 1
where key in ('web', 'docs', 'api');

select is((select count(*) from ship.announcements), 1::bigint, 'one announcement');
select results_eq(
  $$select component_key, build, previous_build from ship.announced_changes order by 1$$,
  $$values ('api', 10::bigint, 9::bigint), ('docs', 6, 5), ('web', 2, 1)$$,
  'three changes'
);
select is((select count(*) from ship.build_moves where reason = 'manual'), 3::bigint, 'three moves');
select results_eq(
  $$select transport, count(*) from ship.deliveries group by 1 order by 1$$,
  $$values ('broadcast', 3::bigint), ('telegram', 1::bigint)$$,
  'a broadcast each, one chat message for all'
);

select * from finish();
