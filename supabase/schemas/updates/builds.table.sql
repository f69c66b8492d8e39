create table ship.builds (
  component_key text not null references ship.components (key),
  build bigint not null,
  version text,
  tag text,
  commit_sha text,
  processed_at timestamptz not null default now(),
  installable_at timestamptz,
  requires_build bigint not null default 0,
  min_os text,
  max_os text,
  severity text not null default 'normal',
  notes text,
  notes_url text,
  url text,
  primary key (component_key, build),
  constraint build_is_within_53_bits
    check (build between 1 and 9007199254740991),
  constraint build_requires_an_earlier_one
    check (requires_build >= 0 and requires_build < build),
  constraint build_os_bounds_are_dotted_integers
    check (min_os ~ '^[0-9]{1,9}([.][0-9]{1,9}){0,5}$' and max_os ~ '^[0-9]{1,9}([.][0-9]{1,9}){0,5}$'),
  constraint build_severity_is_known
    check (severity in ('normal', 'important', 'critical')),
  constraint build_commit_is_a_sha
    check (commit_sha ~ '^[0-9a-f]{7,64}$'),
  constraint build_links_are_links
    check (url ~ '^(https|itms-beta|itms-apps|market)://' and notes_url ~ '^https://'),
  constraint build_texts_are_bounded
    check (
      char_length(version) between 1 and 100 and char_length(tag) between 1 and 255 and char_length(notes) between 1 and 4000
      and char_length(url) <= 2000 and char_length(notes_url) <= 2000
    )
);

-- what a feed's marks are read from
create index builds_component_key_build_where_marked on ship.builds (component_key, build desc) where severity <> 'normal';

alter table ship.builds enable row level security;
revoke all on ship.builds from public, anon, authenticated, service_role;
grant select (component_key, build, version, requires_build, min_os, max_os, severity, notes, notes_url, url)
  on ship.builds to anon, authenticated;
grant select on ship.builds to service_role;

comment on table ship.builds is
  'What exists and can be installed or is served. "Processed" is not "installable": a build that a store decides can only be offered, and its component can only rise to it, once its installable_at has come.';
comment on column ship.builds.requires_build is 'Whoever is below installs another build first; 0 when anybody may come from anywhere.';
comment on column ship.builds.max_os is 'Compared to its own precision: 15 includes 15.7.';
comment on column ship.builds.url is 'Where this build is installed from; null: the component''s store_url.';
