-- From the most daring to the safest. An enum, so that < and > follow this order; never compare channels as text.
create type ship.release_channel as enum ('alpha', 'beta', 'rc', 'live');

revoke all on type ship.release_channel from public, anon, authenticated, service_role;

comment on type ship.release_channel is
  'Whom a build is for: alpha < beta < rc < live. Who is on a channel sees it and every higher one.';
