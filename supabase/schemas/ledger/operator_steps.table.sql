create table ship.operator_steps (
  id bigint generated always as identity primary key,
  title text not null,
  detail text,
  environment text,
  component_key text,
  opened_by text not null,
  opened_at timestamptz not null default clock_timestamp(),
  done_by text,
  done_at timestamptz,
  note text,
  constraint operator_step_title_is_one_line
    check (title ~ '^[^[:cntrl:]]{1,200}$' and btrim(title) = title),
  constraint operator_step_detail_is_bounded
    check (char_length(btrim(detail)) > 0 and char_length(detail) <= 4000),
  constraint operator_step_environment_is_a_slug
    check (environment ~ '^[a-z][a-z0-9-]{0,47}$'),
  constraint operator_step_component_is_a_slug
    check (component_key ~ '^[a-z][a-z0-9-]{0,47}$'),
  constraint operator_step_opened_by_is_somebody
    check (char_length(btrim(opened_by)) > 0 and char_length(opened_by) <= 200),
  constraint operator_step_done_by_is_somebody
    check (char_length(btrim(done_by)) > 0 and char_length(done_by) <= 200),
  constraint operator_step_is_done_by_somebody
    check ((done_at is null) = (done_by is null)),
  constraint operator_step_is_done_after_it_was_opened
    check (done_at >= opened_at),
  constraint operator_step_note_is_bounded
    check (char_length(btrim(note)) > 0 and char_length(note) <= 2000),
  constraint operator_step_note_is_of_one_that_is_done
    check (note is null or done_at is not null)
);

-- the same step is open once: whoever repeats a call that was not answered gets the one it opened
create unique index operator_steps_title_where_open
  on ship.operator_steps (title, environment, component_key)
  nulls not distinct
  where done_at is null;
create index operator_steps_done_at_where_done on ship.operator_steps (done_at) where done_at is not null;

alter table ship.operator_steps enable row level security;
revoke all on ship.operator_steps from public, anon, authenticated, service_role;
revoke all on sequence ship.operator_steps_id_seq from public, anon, authenticated, service_role;
grant select on ship.operator_steps to service_role;

comment on table ship.operator_steps is
  'What people do by hand for a change, outside of any pull request: open until somebody confirms that it is done. Open while done_at is null.';
comment on column ship.operator_steps.environment is 'Null for one that belongs to no environment, or to all.';
comment on column ship.operator_steps.component_key is 'Its key in version.json; it need not be recorded yet.';
