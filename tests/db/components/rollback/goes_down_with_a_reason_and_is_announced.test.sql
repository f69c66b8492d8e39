select plan(4);
select given_component('web', build => 7);
select move('web', 8);

select ship.rollback('web', 7, 'it was slow');

select is((select build from ship.components), 7::bigint, 'down');
select results_eq(
  $$select build, previous_build, reason, notes from ship.build_moves order by id desc limit 1$$,
  $$values (7::bigint, 8::bigint, 'rollback', 'it was slow')$$,
  'recorded with its reason; the same build may be reached twice'
);
select results_eq(
  $$select seq, build, previous_build from ship.announced_changes join ship.announcements on id = announcement_id order by seq$$,
  $$values (1::bigint, 8::bigint, 7::bigint), (2::bigint, 7, 8)$$,
  'announced like every move'
);
select fails_with($$select move('web', 6)$$, 'PT409', 'build_not_higher', 'the way down is closed again behind it');

select * from finish();
