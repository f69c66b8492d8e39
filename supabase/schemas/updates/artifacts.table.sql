create table ship.artifacts (
  component_key text not null,
  build bigint not null,
  target text not null,
  url text not null,
  length bigint not null,
  sha256 text not null,
  sha512 text,
  signature text,
  signature_type text not null default 'none',
  recorded_at timestamptz not null default now(),
  primary key (component_key, build, target),
  foreign key (component_key, build) references ship.builds (component_key, build),
  constraint artifact_target_is_a_slug
    check (target ~ '^[a-z0-9][a-z0-9_.-]{0,63}$'),
  constraint artifact_url_is_a_link
    check (url ~ '^https?://' and char_length(url) <= 2000),
  constraint artifact_length_is_within_53_bits
    check (length between 1 and 9007199254740991),
  constraint artifact_digests_are_hex
    check (sha256 ~ '^[0-9a-f]{64}$' and sha512 ~ '^[0-9a-f]{128}$'),
  constraint artifact_signature_type_is_known
    check (signature_type in ('minisign', 'ed25519', 'none')),
  constraint artifact_signature_matches_its_type
    check ((signature is null) = (signature_type = 'none')),
  constraint artifact_signature_is_short
    check (char_length(signature) between 1 and 4000)
);

alter table ship.artifacts enable row level security;
revoke all on ship.artifacts from public, anon, authenticated, service_role;
grant select on ship.artifacts to anon, authenticated, service_role;

create policy artifacts_select_offered
  on ship.artifacts
  for select
  to anon, authenticated
  using (exists (
    select
    from ship.offers
    where offers.component_key = artifacts.component_key
      and offers.build = artifacts.build
  ));

comment on table ship.artifacts is
  'A file of a build for one target (darwin-aarch64, windows-x86_64-msi, …): where it is, its digests, its signature as given. Immutable.';
comment on column ship.artifacts.length is 'Bytes.';
