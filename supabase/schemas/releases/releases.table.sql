create table ship.releases (
  -- no foreign keys: the first release of a component comes before its manifest is synced, and stays when its ship is forgotten
  component_key text not null,
  version text not null,
  tag text not null,
  build bigint,
  ship_id uuid,
  commit_sha text,
  reserved_at timestamptz not null default clock_timestamp(),
  tagged_at timestamptz,
  published_at timestamptz,
  url text,
  record jsonb not null default '{}',
  major integer generated always as ((ship_private.parse_version(version)).major) stored,
  minor integer generated always as ((ship_private.parse_version(version)).minor) stored,
  patch integer generated always as ((ship_private.parse_version(version)).patch) stored,
  channel ship.release_channel generated always as ((ship_private.parse_version(version)).channel) stored,
  n integer generated always as ((ship_private.parse_version(version)).n) stored,
  primary key (component_key, version),
  -- whichever component it is of
  constraint releases_tag_key
    unique (tag),
  -- whoever resumes a ship finds what it has reserved
  constraint releases_ship_id_component_key_key
    unique (ship_id, component_key),
  constraint release_component_is_a_slug
    check (component_key ~ '^[a-z][a-z0-9-]{0,47}$'),
  constraint release_version_is_a_version
    check (channel is not null),
  constraint release_tag_is_a_tag
    check (tag ~ '^[A-Za-z0-9@][A-Za-z0-9@/._-]{0,199}$'),
  -- a prefix that ends in a digit would make another version of it
  constraint release_tag_ends_with_its_version
    check (right(tag, char_length(version)) = version and left(tag, -char_length(version)) !~ '[0-9.]$'),
  constraint release_build_is_within_53_bits
    check (build between 1 and 9007199254740991),
  constraint release_of_a_ship_has_a_build
    check (ship_id is null or build is not null),
  constraint release_of_no_ship_is_tagged
    check (ship_id is not null or tagged_at is not null),
  constraint release_commit_is_a_sha
    check (commit_sha ~ '^([0-9a-f]{40}|[0-9a-f]{64})$'),
  constraint release_commit_matches_tagged
    check ((commit_sha is null) = (tagged_at is null)),
  constraint release_published_is_tagged
    check (published_at is null or tagged_at is not null),
  constraint release_url_is_a_link
    check (url ~ '^https?://[^[:space:]]+$' and char_length(url) <= 2000),
  constraint release_url_is_of_a_published_one
    check (url is null or published_at is not null),
  constraint release_record_is_a_small_object
    check (jsonb_typeof(record) = 'object' and octet_length(record::text) <= 65536)
);

-- A number belongs to one release. Tags that existed before may share one: a version that was promoted without being built again.
create unique index releases_component_key_build_where_of_a_ship
  on ship.releases (component_key, build)
  where ship_id is not null;
create index releases_component_key_build_idx on ship.releases (component_key, build desc nulls last);

alter table ship.releases enable row level security;
revoke all on ship.releases from public, anon, authenticated, service_role;
grant select on ship.releases to service_role;

comment on table ship.releases is
  'Every version that a component ever reserved or was tagged with. None is used for anything else again, also when its ship was abandoned; no row is ever removed.';
comment on column ship.releases.ship_id is 'The ship that reserved it; null for a tag that existed before.';
comment on column ship.releases.record is 'What was published with it: what it includes, its known limitations, for which hosts.';
comment on column ship.releases.channel is 'Part of the version, like the numbers beside it: read from it, never written.';
