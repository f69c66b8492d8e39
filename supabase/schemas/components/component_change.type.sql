create type ship_private.component_change as (
  component_key text,
  build bigint,
  previous_build bigint,
  channel ship.release_channel,
  event text,
  bps integer,
  salt uuid,
  version text
);

revoke all on type ship_private.component_change from public, anon, authenticated, service_role;

comment on type ship_private.component_change is
  'What an announcement is made of: a build on a channel for a share of its devices. salt names the rollout that it continues; null tells everybody. A version of null is that of the component.';
