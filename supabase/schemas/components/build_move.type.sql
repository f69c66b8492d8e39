create type ship_private.build_move as (
  component_key text,
  build integer,
  previous_build integer
);

comment on type ship_private.build_move is 'A component went from previous_build to build.';
