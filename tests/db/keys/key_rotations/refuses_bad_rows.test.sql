select plan(14);

select fails_with(
  $$insert into ship.key_rotations (key_name, kind, trigger, begun_by) values ('App', 'apns', 'routine', 'ana')$$,
  '23514', 'key_rotation_name_is_a_slug'
);
select fails_with(
  $$insert into ship.key_rotations (key_name, kind, trigger, begun_by) values ('app', 'ssh', 'routine', 'ana')$$,
  '23514', 'key_rotation_kind_is_known'
);
select fails_with(
  $$insert into ship.key_rotations (key_name, kind, trigger, begun_by, component_key) values ('app', 'apns', 'routine', 'ana', 'I O S')$$,
  '23514', 'key_rotation_component_is_a_slug'
);
select fails_with(
  $$insert into ship.key_rotations (key_name, kind, trigger, begun_by) values ('app', 'apns', 'whim', 'ana')$$,
  '23514', 'key_rotation_trigger_is_known'
);
select fails_with(
  $$insert into ship.key_rotations (key_name, kind, trigger, begun_by, reason) values ('app', 'apns', 'routine', 'ana', ' ')$$,
  '23514', 'key_rotation_reason_is_bounded'
);
select fails_with(
  $$insert into ship.key_rotations (key_name, kind, trigger, begun_by) values ('app', 'apns', 'incident', 'ana')$$,
  '23514', 'key_rotation_of_an_incident_has_a_reason'
);
select fails_with(
  $$insert into ship.key_rotations (key_name, kind, trigger, begun_by) values ('app', 'apns', 'routine', ' ')$$,
  '23514', 'key_rotation_begun_by_is_somebody'
);
select fails_with(
  $$insert into ship.key_rotations (key_name, kind, trigger, begun_by, removal_allowed_at) values ('app', 'apns', 'routine', 'ana', now())$$,
  '23514', 'key_rotation_removal_is_allowed_by_somebody'
);
select fails_with(
  $$insert into ship.key_rotations (key_name, kind, trigger, begun_by, removal_forced_because) values ('app', 'apns', 'routine', 'ana', 'haste')$$,
  '23514', 'key_rotation_removal_is_forced_with_a_reason'
);
select fails_with(
  $$insert into ship.key_rotations (key_name, kind, trigger, begun_by, ended_at, outcome) values ('app', 'apns', 'routine', 'ana', now() + interval '1 hour', 'lost')$$,
  '23514', 'key_rotation_outcome_is_known'
);
select fails_with(
  $$insert into ship.key_rotations (key_name, kind, trigger, begun_by, outcome) values ('app', 'apns', 'routine', 'ana', 'abandoned')$$,
  '23514', 'key_rotation_ends_with_an_outcome'
);
select fails_with(
  $$insert into ship.key_rotations (key_name, kind, trigger, begun_by, ended_at, outcome) values ('app', 'apns', 'routine', 'ana', '2020-01-01', 'abandoned')$$,
  '23514', 'key_rotation_ends_after_it_began'
);
select fails_with(
  $$insert into ship.key_rotations (key_name, kind, trigger, begun_by, ended_at, outcome) values ('app', 'apns', 'routine', 'ana', now() + interval '1 hour', 'done')$$,
  '23514', 'key_rotation_is_done_when_removal_was_allowed'
);
insert into ship.key_rotations (key_name, kind, trigger, begun_by) values ('app', 'apns', 'routine', 'ana');
select fails_with(
  $$insert into ship.key_rotations (key_name, kind, trigger, begun_by) values ('app', 'apns', 'routine', 'bob')$$, '23505', 'key_rotations_key_name_where_open'
);

select * from finish();
