create table ship.store_builds (
  component_key text not null references ship.components (key),
  build bigint not null,
  version text,
  processed_at timestamptz not null default now(),
  installable_at timestamptz,
  primary key (component_key, build),
  constraint store_build_is_within_53_bits
    check (build between 1 and 9007199254740991)
);

alter table ship.store_builds enable row level security;
revoke all on ship.store_builds from public, anon, authenticated, service_role;
grant select on ship.store_builds to service_role;

comment on table ship.store_builds is
  'What the store reported. "Processed" is not "installable": a build that a store decides can only rise to one whose installable_at has come.';
