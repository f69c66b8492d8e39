select plan(10);
select given_ios();
select given_installations(400);
select offer(131, 500);
create temp table first as select pushed() as ids;
select is(ids, inside(131, 0, 500), '5 %: who is inside') from first;
select ok(cardinality(ids) between 8 and 32, 'some twenty') from first;
select is((select build from ship.components where key = 'ios'), 130::bigint, 'everybody may have the older one only');
select ship.set_rollout('ios', 'live', 131, 2500);
select is(pushed(), inside(131, 500, 2500), '25 %: the newcomers to the share');
select is(told(131), inside(131, 0, 2500), 'and the tables say so');
select ship.set_rollout('ios', 'live', 131, 10000);
select is(pushed(), inside(131, 2500, 10000), '100 %: the rest');
select is(told(131), inside(131, 0, 10000), 'everybody was told');
select is((select build from ship.components where key = 'ios'), 131::bigint, 'and everybody may have it');
select results_eq(
  $$select build, previous_build, reason from ship.build_moves where previous_build is not null$$,
  $$values (131::bigint, 130::bigint, 'rollout')$$
);
select results_eq(
  $$select event, bps from ship.announced_changes join ship.announcements on announcements.id = announcement_id order by seq$$,
  $$values ('build-offered', 500), ('build-offered', 2500), ('build-available', 10000)$$
);

select * from finish();
