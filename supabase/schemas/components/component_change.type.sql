create type ship_private.component_change as (
  component_key text,
  build bigint,
  previous_build bigint,
  channel ship.release_channel
);

revoke all on type ship_private.component_change from public, anon, authenticated, service_role;

comment on type ship_private.component_change is
  'A component went from previous_build to build on a channel: what an announcement is made of.';
