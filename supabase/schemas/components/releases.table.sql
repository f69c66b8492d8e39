create table ship.releases (
  id bigint generated always as identity primary key,
  component_key text not null references ship.components (key),
  build integer not null,
  previous_build integer,
  version text not null,
  reason text not null,
  commit_sha text,
  actor text not null,
  notes text,
  released_at timestamptz not null default now(),
  constraint release_reason_is_known
    check (reason in ('baseline', 'ship', 'store', 'reconcile', 'rollback', 'manual')),
  constraint release_baseline_has_no_past
    check ((reason = 'baseline') = (previous_build is null)),
  constraint release_falls_only_by_rollback
    -- what a sweep finds may lie below the last release: a restored table, triggers that were off
    check (reason in ('baseline', 'reconcile') or (build < previous_build) = (reason = 'rollback')),
  constraint release_commit_is_a_sha
    check (commit_sha ~ '^[0-9a-f]{7,64}$')
);

-- "the last release of a component" is asked by every sweep
create index releases_component_key_id_idx on ship.releases (component_key, id desc);

-- and "what was told last" by every ship
create index releases_notes_idx on ship.releases (id desc) where notes is not null and reason in ('ship', 'store');

alter table ship.releases enable row level security;
revoke all on ship.releases from public, anon, authenticated, service_role;
revoke all on sequence ship.releases_id_seq from public, anon, authenticated, service_role;
grant select on ship.releases to service_role;

comment on table ship.releases is
  'The immutable record that a component reached a build. A rollback repeats a build, so (component_key, build) is not unique.';
