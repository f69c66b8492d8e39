create table ship.announcements (
  id uuid primary key default gen_random_uuid(),
  seq bigint not null unique,
  is_forced boolean not null default false,
  reason text,
  components jsonb not null,
  notes text,
  -- not the begin of the mover's transaction: until it has the lock, devices still register with the older build
  announced_at timestamptz not null default clock_timestamp(),
  constraint announcement_seq_is_within_53_bits
    check (seq between 1 and 9007199254740991),
  constraint announcement_reason_matches_forced
    check (is_forced = (reason is not null)),
  constraint announcement_components_is_a_list
    check (jsonb_typeof(components) = 'array'),
  constraint announcement_notes_are_bounded
    check (char_length(notes) between 1 and 16000)
);

alter table ship.announcements enable row level security;
revoke all on ship.announcements from public, anon, authenticated, service_role;
grant select on ship.announcements to service_role;

comment on table ship.announcements is 'Builds moved in one statement and the world must be told.';
comment on column ship.announcements.seq is 'Rises by one per announcement, in commit order; above every number that a copy may have told where the project was adopted.';
comment on column ship.announcements.notes is 'What people are told beside the table; of a forced announcement it is the body.';
comment on column ship.announcements.components is 'Every component as it stood at that moment, in row order: chat renders from this.';
