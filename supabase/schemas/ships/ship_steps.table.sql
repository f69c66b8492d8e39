create table ship.ship_steps (
  id bigint generated always as identity primary key,
  ship_id uuid not null references ship.ships (id) on delete cascade,
  token bigint not null,
  step text not null,
  state text not null,
  at timestamptz not null default clock_timestamp(),
  detail jsonb not null default '{}',
  constraint ship_step_is_a_slug
    check (step ~ '^[a-z][a-z0-9:_-]{0,99}$'),
  constraint ship_step_state_is_known
    check (state in ('started', 'done', 'failed', 'skipped')),
  constraint ship_step_detail_is_a_small_object
    check (jsonb_typeof(detail) = 'object' and octet_length(detail::text) <= 16384)
);

create index ship_steps_ship_id_id_idx on ship.ship_steps (ship_id, id);

alter table ship.ship_steps enable row level security;
revoke all on ship.ship_steps from public, anon, authenticated, service_role;
revoke all on sequence ship.ship_steps_id_seq from public, anon, authenticated, service_role;
grant select on ship.ship_steps to service_role;

comment on table ship.ship_steps is
  'The journal: "started" is written before the effect of a step, "done" after it. Only grows while the ship is kept.';
