create type ship_private.build_move as (
  component_key text,
  build integer,
  previous_build integer
);

revoke all on type ship_private.build_move from public, anon, authenticated, service_role;

comment on type ship_private.build_move is 'A component went from previous_build to build.';
