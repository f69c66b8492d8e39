create type ship_private.manifest_entry as (
  key text,
  position integer,
  label text,
  name text,
  kind text,
  host text,
  path text,
  description text,
  version text,
  has_store boolean,
  store_url text,
  topics text[],
  apns_key text,
  alerts jsonb,
  build bigint,
  previous bigint,
  is_raised boolean
);

revoke all on type ship_private.manifest_entry from public, anon, authenticated, service_role;

comment on type ship_private.manifest_entry is
  'One component as version.json has it, beside the build that is deployed (previous) and whether this call may raise it.';
