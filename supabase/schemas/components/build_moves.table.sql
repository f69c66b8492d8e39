create table ship.build_moves (
  id bigint generated always as identity primary key,
  component_key text not null references ship.components (key),
  build bigint not null,
  previous_build bigint,
  version text not null,
  reason text not null,
  commit_sha text,
  actor text not null,
  notes text,
  moved_at timestamptz not null default now(),
  constraint build_move_builds_are_within_53_bits
    check (build between 0 and 9007199254740991 and previous_build between 0 and 9007199254740991),
  constraint build_move_reason_is_known
    check (reason in ('baseline', 'ship', 'store', 'rollout', 'reconcile', 'rollback', 'manual')),
  constraint build_move_baseline_has_no_past
    check ((reason = 'baseline') = (previous_build is null)),
  constraint build_move_falls_only_by_rollback
    -- what a sweep finds may lie below the last move: a restored table, triggers that were off
    check (reason in ('baseline', 'reconcile') or (build < previous_build) = (reason = 'rollback')),
  constraint build_move_commit_is_a_sha
    check (commit_sha ~ '^[0-9a-f]{7,64}$')
);

-- "the last move of a component" is asked by every sweep
create index build_moves_component_key_id_idx on ship.build_moves (component_key, id desc);

-- and "what was told last" by every ship
create index build_moves_notes_idx on ship.build_moves (id desc) where notes is not null and reason in ('ship', 'store');

alter table ship.build_moves enable row level security;
revoke all on ship.build_moves from public, anon, authenticated, service_role;
revoke all on sequence ship.build_moves_id_seq from public, anon, authenticated, service_role;
grant select on ship.build_moves to service_role;

comment on table ship.build_moves is
  'The immutable record that a component reached a build, i.e. that components.build moved: on the channel live. A rollback repeats a build, so (component_key, build) is not unique.';
