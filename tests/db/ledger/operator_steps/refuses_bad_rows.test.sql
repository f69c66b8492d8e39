select plan(13);

select fails_with($$insert into ship.operator_steps (title, opened_by) values ('', 'ana')$$, '23514', 'operator_step_title_is_one_line');
select fails_with(
  $$insert into ship.operator_steps (title, opened_by) values (E'two\nlines', 'ana')$$, '23514', 'operator_step_title_is_one_line'
);
select fails_with($$insert into ship.operator_steps (title, opened_by) values (' a', 'ana')$$, '23514', 'operator_step_title_is_one_line');
select fails_with(
  $$insert into ship.operator_steps (title, opened_by, detail) values ('a', 'ana', ' ')$$, '23514', 'operator_step_detail_is_bounded'
);
select fails_with(
  $$insert into ship.operator_steps (title, opened_by, environment) values ('a', 'ana', 'Live')$$, '23514', 'operator_step_environment_is_a_slug'
);
select fails_with(
  $$insert into ship.operator_steps (title, opened_by, component_key) values ('a', 'ana', '')$$, '23514', 'operator_step_component_is_a_slug'
);
select fails_with($$insert into ship.operator_steps (title, opened_by) values ('a', ' ')$$, '23514', 'operator_step_opened_by_is_somebody');
select fails_with(
  $$insert into ship.operator_steps (title, opened_by, done_by, done_at) values ('a', 'ana', '', now() + interval '1 hour')$$, '23514',
  'operator_step_done_by_is_somebody'
);
select fails_with(
  $$insert into ship.operator_steps (title, opened_by, done_at) values ('a', 'ana', now() + interval '1 hour')$$, '23514',
  'operator_step_is_done_by_somebody'
);
select fails_with(
  $$insert into ship.operator_steps (title, opened_by, done_by, done_at) values ('a', 'ana', 'bob', now() - interval '1 hour')$$, '23514',
  'operator_step_is_done_after_it_was_opened'
);
select fails_with(
  $$
    insert into ship.operator_steps (title, opened_by, done_by, done_at, note)
    values ('a', 'ana', 'bob', now() + interval '1 hour', repeat('a', 2001))
  $$,
  '23514', 'operator_step_note_is_bounded'
);
select fails_with(
  $$insert into ship.operator_steps (title, opened_by, note) values ('a', 'ana', 'well')$$, '23514', 'operator_step_note_is_of_one_that_is_done'
);
insert into ship.operator_steps (title, opened_by) values ('once', 'ana');
select fails_with(
  $$insert into ship.operator_steps (title, opened_by) values ('once', 'bob')$$, '23505', 'operator_steps_title_where_open'
);

select * from finish();
