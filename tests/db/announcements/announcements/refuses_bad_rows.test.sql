select plan(7);

select fails_with(
  $$insert into ship.announcements (seq, is_forced, components) values (1, true, '[]')$$,
  '23514', 'announcement_reason_matches_forced'
);
select fails_with(
  $$insert into ship.announcements (seq, reason, components) values (1, 'why', '[]')$$,
  '23514', 'announcement_reason_matches_forced'
);
select fails_with(
  $$insert into ship.announcements (seq, components) values (1, '{}')$$, '23514', 'announcement_components_is_a_list'
);
select fails_with(
  $$insert into ship.announcements (seq, components, notes) values (1, '[]', '')$$, '23514', 'announcement_notes_are_bounded'
);
select fails_with(
  $$insert into ship.announcements (seq, components, notes) values (1, '[]', repeat('x', 16001))$$, '23514',
  'announcement_notes_are_bounded'
);
select fails_with(
  $$insert into ship.announcements (seq, components) values (9007199254740992, '[]')$$, '23514', 'announcement_seq_is_within_53_bits'
);
insert into ship.announcements (seq, components) values (1, '[]');
select fails_with(
  $$insert into ship.announcements (seq, components) values (1, '[]')$$, '23505', 'announcements_seq_key'
);

select * from finish();
