select plan(12);

insert into ship.key_rotations (key_name, kind, trigger, begun_by) values ('app', 'apns', 'routine', 'ana');
select fails_with(
  $$insert into ship.key_rotation_steps (rotation_id, position, step, how, done_by) values ((select id from ship.key_rotations), 2, 'add', 'command', 'ana')$$,
  '23503', 'key_rotation_steps_rotation_id_follows_fkey'
);
select fails_with(
  $$insert into ship.key_rotation_steps (rotation_id, position, step, how, done_by) values ((select id from ship.key_rotations), 1, 'add', 'command', 'ana')$$,
  '23514', 'key_step_has_its_place'
);
select fails_with(
  $$insert into ship.key_rotation_steps (rotation_id, position, step, how, done_by) values ((select id from ship.key_rotations), 9, 'end', 'command', 'ana')$$,
  '23514', 'key_step_has_its_place'
);
select fails_with(
  $$insert into ship.key_rotation_steps (rotation_id, position, step, how, done_by) values ((select id from ship.key_rotations), 1, 'generate', 'magic', 'ana')$$,
  '23514', 'key_step_how_is_known'
);
select fails_with(
  $$insert into ship.key_rotation_steps (rotation_id, position, step, how, done_by, reason) values ((select id from ship.key_rotations), 1, 'generate', 'skipped', 'ana', 'why not')$$,
  '23514', 'key_step_is_skipped_with_a_reason'
);
select fails_with(
  $$insert into ship.key_rotation_steps (rotation_id, position, step, how, done_by, note) values ((select id from ship.key_rotations), 1, 'generate', 'command', 'ana', ' ')$$,
  '23514', 'key_step_note_is_bounded'
);
select fails_with(
  $$insert into ship.key_rotation_steps (rotation_id, position, step, how, done_by, reason) values ((select id from ship.key_rotations), 1, 'generate', 'command', 'ana', ' ')$$,
  '23514', 'key_step_reason_is_bounded'
);
select fails_with(
  $$insert into ship.key_rotation_steps (rotation_id, position, step, how, done_by, build) values ((select id from ship.key_rotations), 1, 'generate', 'command', 'ana', -1)$$,
  '23514', 'key_step_build_is_not_negative'
);
select fails_with(
  $$insert into ship.key_rotation_steps (rotation_id, position, step, how, done_by) values ((select id from ship.key_rotations), 1, 'generate', 'command', ' ')$$,
  '23514', 'key_step_done_by_is_somebody'
);
insert into ship.key_rotation_steps (rotation_id, position, step, how, done_by) values ((select id from ship.key_rotations), 1, 'generate', 'command', 'ana');
select lives_ok(
  $$insert into ship.key_rotation_steps (rotation_id, position, step, how, done_by) values ((select id from ship.key_rotations), 2, 'add', 'command', 'ana')$$, 'after the one before'
);
select fails_with(
  $$insert into ship.key_rotation_steps (rotation_id, position, step, how, done_by) values ((select id from ship.key_rotations), 4, 'update-client', 'confirmed', 'ana')$$,
  '23503', 'key_rotation_steps_rotation_id_follows_fkey', 'none is left out'
);
select fails_with(
  $$insert into ship.key_rotation_steps (rotation_id, position, step, how, done_by) values ((select id from ship.key_rotations), 3, 'deploy', 'skipped', 'ana')$$,
  '23514', 'key_step_is_skipped_with_a_reason'
);

select * from finish();
