create table ship.components (
  key text primary key,
  position integer not null default 32767,
  label text not null,
  name text not null,
  kind text not null,
  host text,
  path text,
  description text,
  version text not null default '0.0.0',
  has_store boolean not null default false,
  store_url text,
  build bigint not null default 0,
  updated_at timestamptz not null default now(),
  retired_at timestamptz,
  -- 48 characters keep apns-collapse-id "<key>-build-available" within Apple's 64 bytes
  constraint component_key_is_a_slug
    check (key ~ '^[a-z][a-z0-9-]{0,47}$'),
  constraint component_kind_is_known
    check (kind in ('ios', 'android', 'web', 'server', 'database', 'cli', 'desktop', 'library')),
  -- what JSON and JavaScript hold exactly; 202611270105 is a build too
  constraint component_build_is_within_53_bits
    check (build between 0 and 9007199254740991),
  constraint component_label_is_short
    check (char_length(label) between 1 and 48),
  constraint component_name_fits_an_alert
    check (char_length(name) between 1 and 100),
  constraint component_store_url_is_a_link
    check (store_url ~ '^(https|itms-beta|itms-apps)://')
);

alter table ship.components enable row level security;
revoke all on ship.components from public, anon, authenticated, service_role;
grant select (key, position, label, name, kind, host, version, store_url, build, updated_at, retired_at)
  on ship.components to anon, authenticated;
grant select on ship.components to service_role;

create policy components_select_anyone
  on ship.components
  for select
  to anon, authenticated
  using (retired_at is null);

comment on table ship.components is
  'One row per independently shipped part: its definition (from the manifest) and the build that is really deployed.';
comment on column ship.components.position is 'Row order in every table that people see; components without a place come last.';
comment on column ship.components.has_store is
  'Whether version.json names a store for it. With kind ios this says that the store decides its build: ship_private.store_decides.';
comment on column ship.components.retired_at is 'Set when the component left version.json: nobody is shown it any more, its history stays.';
comment on column ship.components.build is 'Only rises. Moving it announces; the only way down is ship.rollback.';
