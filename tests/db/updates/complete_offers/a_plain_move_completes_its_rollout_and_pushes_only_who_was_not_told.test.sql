select plan(6);
select given_ios();
select given_installations(200);
select offer(131, 2500);
select pushed();
select move('ios', 131);
select is(pushed(), inside(131, 2500, 10000), 'the others only');
select is(told(131), inside(131, 0, 10000), 'now everybody was told');
select results_eq(
  $$select bps, completed_at is not null, steps from ship.offers where build = 131$$, $$values (10000, true, '[]'::jsonb)$$
);
select is((select count(*) from ship.announcements), 2::bigint, 'announced once');
select is(audited('rollout.%'), '{rollout.started,rollout.changed}', 'what the move did is audited as a move');
select is(audited('build.%'), '{build.moved}');

select * from finish();
