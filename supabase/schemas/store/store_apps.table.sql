create table ship.store_apps (
  component_key text primary key references ship.components (key),
  app_id text not null,
  platform text not null,
  audience text not null,
  auto_channel ship.release_channel,
  auto_bps integer,
  hinted_at timestamptz,
  next_look_at timestamptz,
  looked_at timestamptz,
  failure_count integer not null default 0,
  last_error text,
  lease_token uuid,
  leased_at timestamptz,
  leased_until timestamptz,
  constraint store_app_id_is_a_number
    check (app_id ~ '^[0-9]{5,20}$'),
  constraint store_app_platform_is_known
    check (platform in ('IOS', 'MAC_OS', 'TV_OS', 'VISION_OS')),
  constraint store_app_audience_is_known
    check (audience in ('internal', 'external')),
  constraint store_app_raises_for_a_share_of_a_channel
    check ((auto_channel is null) = (auto_bps is null) and auto_bps between 1 and 10000),
  constraint store_app_lease_is_whole
    check ((lease_token is null) = (leased_at is null) and (lease_token is null) = (leased_until is null)),
  constraint store_app_failures_have_a_code
    check (failure_count >= 0 and (failure_count > 0) = (last_error is not null) and last_error ~ '^[a-z][a-z0-9_]{0,63}$')
);

alter table ship.store_apps enable row level security;
revoke all on ship.store_apps from public, anon, authenticated, service_role;
grant select on ship.store_apps to service_role;

comment on table ship.store_apps is
  'What version.json says of components that App Store Connect gives out, and when it is asked about each next.';
comment on column ship.store_apps.auto_channel is 'Whom a build is announced to by itself as soon as people can install it; null: a person confirms it.';
comment on column ship.store_apps.hinted_at is 'When a webhook said last that something has changed.';
comment on column ship.store_apps.next_look_at is 'Null as long as nobody wants to know: auto is off, and no webhook has come.';
