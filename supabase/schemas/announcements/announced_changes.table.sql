create table ship.announced_changes (
  announcement_id uuid not null references ship.announcements (id),
  component_key text not null references ship.components (key),
  channel ship.release_channel not null default 'live',
  event text not null default 'build-available',
  build bigint not null,
  previous_build bigint not null,
  version text not null,
  bps integer not null default 10000,
  salt uuid,
  primary key (announcement_id, component_key, channel),
  constraint announced_change_event_is_known
    check (event in ('build-available', 'build-offered', 'policy-changed')),
  constraint announced_change_bps_is_a_share
    check (bps between 0 and 10000),
  constraint announced_change_offer_has_a_salt
    check (event <> 'build-offered' or salt is not null),
  constraint announced_change_builds_are_within_53_bits
    check (build between 0 and 9007199254740991 and previous_build between 0 and 9007199254740991)
);

create index announced_changes_component_key_idx on ship.announced_changes (component_key);

alter table ship.announced_changes enable row level security;
revoke all on ship.announced_changes from public, anon, authenticated, service_role;
grant select on ship.announced_changes to service_role;

comment on table ship.announced_changes is
  'What an announcement is about: one row per component and channel; a re-fire repeats the last move.';
comment on column ship.announced_changes.event is
  'build-available: everybody on the channel may have it; build-offered: a share of them; policy-changed: read the feed again.';
