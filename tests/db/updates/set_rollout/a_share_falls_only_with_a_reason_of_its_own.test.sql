select plan(9);
select given_ios();
select offer(131, 5000);
select fails_with($$select ship.set_rollout('ios', 'live', 131, 4999)$$, 'PT409', 'share_not_higher');
select fails_with($$select ship.set_rollout('ios', 'live', 131, 4999, ' ')$$, 'PT409', 'share_not_higher', 'blank is none');
select fails_with($$update ship.offers set bps = 4999 where build = 131$$, 'PT409', 'share_not_higher', 'nor by hand');
select is(ship.set_rollout('ios', 'live', 131, 4999, 'crashes') ->> 'bps', '4999');
select fails_with($$update ship.offers set bps = 100 where build = 131$$, 'PT409', 'share_not_higher', 'the last reason is used up');
select is(ship.set_rollout('ios', 'live', 131, 100, 'crashes') ->> 'bps', '100', 'for the same reason again');
select is(ship.set_rollout('ios', 'live', 131, 0, 'crashes') ->> 'state', 'waiting', 'down to nobody');
select results_eq(
  $$select event, bps from ship.announced_changes join ship.announcements on announcements.id = announcement_id order by seq offset 1$$,
  $$values ('policy-changed', 4999), ('policy-changed', 100), ('policy-changed', 0)$$,
  'clients read the feed again'
);
select is(audited('rollout.changed'), array_fill('rollout.changed'::text, array[4]), 'and each is audited once');

select * from finish();
