create table ship.announced_changes (
  announcement_id uuid not null references ship.announcements (id),
  component_key text not null references ship.components (key),
  build integer not null,
  previous_build integer not null,
  version text not null,
  primary key (announcement_id, component_key)
);

create index announced_changes_component_key_idx on ship.announced_changes (component_key);

alter table ship.announced_changes enable row level security;
revoke all on ship.announced_changes from public, anon, authenticated, service_role;
grant select on ship.announced_changes to service_role;

comment on table ship.announced_changes is 'What an announcement is about: one row per component; a re-fire repeats the last move.';
