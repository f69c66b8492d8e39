create table ship.key_rotation_steps (
  rotation_id bigint not null references ship.key_rotations (id),
  position integer not null,
  follows integer generated always as (nullif(position - 1, 0)) stored,
  step text not null,
  how text not null,
  note text,
  reason text,
  build bigint,
  done_by text not null,
  done_at timestamptz not null default clock_timestamp(),
  primary key (rotation_id, position),
  -- the order: no step without the one before
  foreign key (rotation_id, follows) references ship.key_rotation_steps (rotation_id, position),
  constraint key_step_has_its_place
    check (
      (
        step = (array['generate', 'add', 'deploy', 'update-client', 'ship', 'raise-minimum', 'monitor', 'remove'])[position]
      ) is true
    ),
  constraint key_step_how_is_known
    check (how in ('command', 'confirmed', 'observed', 'skipped')),
  constraint key_step_is_skipped_with_a_reason
    check (how <> 'skipped' or (reason is not null and step not in ('generate', 'add', 'remove'))),
  constraint key_step_note_is_bounded
    check (char_length(btrim(note)) > 0 and char_length(note) <= 1000),
  constraint key_step_reason_is_bounded
    check (char_length(btrim(reason)) > 0 and char_length(reason) <= 500),
  constraint key_step_build_is_not_negative
    check (build >= 0),
  constraint key_step_done_by_is_somebody
    check (char_length(btrim(done_by)) > 0 and char_length(done_by) <= 200)
);

create index key_rotation_steps_rotation_id_follows_idx on ship.key_rotation_steps (rotation_id, follows);

alter table ship.key_rotation_steps enable row level security;
revoke all on ship.key_rotation_steps from public, anon, authenticated, service_role;
grant select on ship.key_rotation_steps to service_role;

comment on table ship.key_rotation_steps is 'What was done of a rotation: who, when, how. The eight steps come in this order, each after the one before.';
comment on column ship.key_rotation_steps.how is
  'command: Slipway or a command of the team did it; confirmed: a person says that it is done; observed: it was seen to be so; skipped: not needed, and why.';
comment on column ship.key_rotation_steps.build is 'The build of the component then.';
