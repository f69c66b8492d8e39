create table ship.key_rotations (
  id bigint generated always as identity primary key,
  key_name text not null,
  kind text not null,
  component_key text,
  trigger text not null,
  reason text,
  new_key_id bigint references ship.keys (id),
  begun_by text not null,
  begun_at timestamptz not null default clock_timestamp(),
  removal_allowed_by text,
  removal_allowed_at timestamptz,
  removal_forced_because text,
  ended_at timestamptz,
  outcome text,
  constraint key_rotation_name_is_a_slug
    check (key_name ~ '^[a-z][a-z0-9-]{0,47}$'),
  constraint key_rotation_kind_is_known
    check (kind in ('supabase-publishable', 'secret-list', 'apns', 'signing')),
  constraint key_rotation_component_is_a_slug
    check (component_key ~ '^[a-z][a-z0-9-]{0,47}$'),
  constraint key_rotation_trigger_is_known
    check (trigger in ('routine', 'incident')),
  constraint key_rotation_reason_is_bounded
    check (char_length(btrim(reason)) > 0 and char_length(reason) <= 500),
  constraint key_rotation_of_an_incident_has_a_reason
    check (trigger <> 'incident' or reason is not null),
  constraint key_rotation_begun_by_is_somebody
    check (char_length(btrim(begun_by)) > 0 and char_length(begun_by) <= 200),
  constraint key_rotation_removal_is_allowed_by_somebody
    check ((removal_allowed_at is null) = (removal_allowed_by is null)),
  constraint key_rotation_removal_is_forced_with_a_reason
    check (
      removal_forced_because is null
      or (removal_allowed_at is not null and char_length(btrim(removal_forced_because)) > 0 and char_length(removal_forced_because) <= 500)
    ),
  constraint key_rotation_outcome_is_known
    check (outcome in ('done', 'abandoned')),
  constraint key_rotation_ends_with_an_outcome
    check ((ended_at is null) = (outcome is null)),
  constraint key_rotation_ends_after_it_began
    check (ended_at >= begun_at),
  constraint key_rotation_is_done_when_removal_was_allowed
    check (outcome is distinct from 'done' or (removal_allowed_at is not null and new_key_id is not null))
);

create unique index key_rotations_key_name_where_open on ship.key_rotations (key_name) where ended_at is null;
create index key_rotations_key_name_ended_at_idx on ship.key_rotations (key_name, ended_at);
create index key_rotations_new_key_id_idx on ship.key_rotations (new_key_id);

alter table ship.key_rotations enable row level security;
revoke all on ship.key_rotations from public, anon, authenticated, service_role;
revoke all on sequence ship.key_rotations_id_seq from public, anon, authenticated, service_role;
grant select on ship.key_rotations to service_role;

comment on table ship.key_rotations is
  'From an old key to a new one, with both accepted until the old one is removed. One is open under a name at a time; what was done of it is in key_rotation_steps.';
comment on column ship.key_rotations.component_key is 'Whose clients hold the key; it need not be recorded yet.';
comment on column ship.key_rotations.trigger is 'incident: a key is in wrong hands, so the wait for silence is left out.';
comment on column ship.key_rotations.removal_allowed_at is 'When the database said that the old key may go: what is then done outside of it follows.';
comment on column ship.key_rotations.removal_forced_because is 'Why it may go though it was used a short time ago.';
