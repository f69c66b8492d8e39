create type ship_private.release_version as (
  major integer,
  minor integer,
  patch integer,
  channel ship.release_channel,
  n integer
);

revoke all on type ship_private.release_version from public, anon, authenticated, service_role;

comment on type ship_private.release_version is
  'A version in the order of its fields: 1.3.0-alpha.2 < 1.3.0-beta.1 < 1.3.0. n counts the releases on a channel from 1; 0 on live.';
