select plan(6);
select given_ios();
select move('ios', 131);
select commit_audit();

create temp table again as
select ship.reannounce('ios', 'tester asked') as id;
select commit_audit();

select results_eq(
  $$select id, seq, is_forced, reason from ship.announcements order by seq desc limit 1$$,
  $$select id, 2::bigint, true, 'tester asked' from again$$,
  'a forced announcement, whose id is the answer'
);
select results_eq(
  $$select build, previous_build from ship.announced_changes where announcement_id = (select id from again)$$,
  $$values (131::bigint, 130::bigint)$$,
  'it repeats the last move'
);
select results_eq(
  $$select transport from ship.deliveries where seq = 2 order by 1$$,
  $$values ('apns'), ('broadcast'), ('telegram')$$,
  'over every transport'
);
select is((select count(*) from ship.build_moves where reason <> 'baseline'), 1::bigint, 'nothing is recorded as a move');
select is((select build from ship.components), 131::bigint, 'nothing moves');
select is(
  (select detail from ship.audit_log where action = 'build.reannounced'),
  '{"build": 131, "reason": "tester asked", "announcement_seq": 2}',
  'the chain knows'
);

select * from finish();
