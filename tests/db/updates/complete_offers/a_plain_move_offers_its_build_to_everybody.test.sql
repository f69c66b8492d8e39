select plan(4);
select given_component('web', 'web', 5);
select move('web', 6);
select results_eq(
  $$select build, channel::text, bps, completed_at is not null from ship.offers where component_key = 'web' order by build$$,
  $$values (5::bigint, 'live', 10000, true), (6, 'live', 10000, true)$$,
  'the baseline, too'
);
select results_eq($$select build, version from ship.builds where component_key = 'web' order by build$$, $$values (5::bigint, '1.0.0'), (6, '1.0.0')$$);
select is((select count(*) from ship.announcements), 1::bigint);
select is(audited('rollout.%') || audited('builds%'), '{}', 'and the audit log names the move only');

select * from finish();
