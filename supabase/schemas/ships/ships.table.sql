-- One counter for all ships: whoever takes a lease later has the higher token, whatever it took.
create sequence ship_private.ship_token_seq;
revoke all on sequence ship_private.ship_token_seq from public, anon, authenticated, service_role;

create table ship.ships (
  id uuid primary key default gen_random_uuid(),
  -- no foreign key: the first ship of a component begins before its manifest is synced
  component_key text not null,
  environment text not null,
  kind text not null default 'ship',
  build bigint,
  targets text[] not null default '{}',
  with_components text[] not null default '{}',
  holder text not null,
  clone_id text not null,
  token bigint default nextval('ship_private.ship_token_seq'),
  started_at timestamptz not null default clock_timestamp(),
  taken_at timestamptz not null default clock_timestamp(),
  lease_expires_at timestamptz not null,
  finished_at timestamptz,
  outcome text,
  reason text,
  constraint ship_component_is_a_slug
    check (component_key ~ '^[a-z][a-z0-9-]{0,47}$'),
  constraint ship_environment_is_a_slug
    check (environment ~ '^[a-z][a-z0-9-]{0,47}$'),
  constraint ship_kind_is_known
    check (kind in ('ship', 'ios', 'notify', 'rollback', 'release', 'publish', 'deploy', 'promotion')),
  constraint ship_build_is_within_53_bits
    check (build between 0 and 9007199254740991),
  constraint ship_has_at_most_20_targets
    check (cardinality(targets) <= 20 and array_position(targets, null) is null),
  constraint ship_has_at_most_50_more_components
    check (cardinality(with_components) <= 50),
  -- an element with a blank would be read back as two
  constraint ship_with_components_are_slugs
    check (
      array_to_string(with_components, ' ') ~ '^([a-z][a-z0-9-]{0,47}( [a-z][a-z0-9-]{0,47})*)?$'
      and string_to_array(array_to_string(with_components, ' '), ' ') = with_components
    ),
  constraint ship_names_its_component_once
    check (component_key <> all (with_components)),
  constraint ship_holder_is_named
    check (char_length(btrim(holder)) between 1 and 200),
  constraint ship_clone_is_named
    check (char_length(btrim(clone_id)) between 1 and 200),
  constraint ship_outcome_is_known
    check (outcome in ('done', 'abandoned')),
  constraint ship_outcome_matches_finish
    check ((finished_at is null) = (outcome is null)),
  constraint ship_abandoned_says_why
    check (outcome is distinct from 'abandoned' or coalesce(btrim(reason), '') <> '')
);

-- A component is shipped once at a time, whatever the environment: its number, its files and its branch are the same. A ship that
-- died is resumed or abandoned first, else its journal would go on with a number that another environment has passed. What only
-- deploys has no number of its own: it is in nobody's way but in its environment.
create unique index ships_component_key_where_unfinished
  on ship.ships (component_key)
  where finished_at is null and kind not in ('deploy', 'promotion');
create unique index ships_environment_component_key_where_unfinished
  on ship.ships (environment, component_key)
  where finished_at is null;
-- "a number once used is never used again" asks for the highest build of a component
create index ships_component_key_build_idx on ship.ships (component_key, build desc nulls last);
create index ships_finished_at_where_finished on ship.ships (finished_at) where finished_at is not null;

alter table ship.ships enable row level security;
revoke all on ship.ships from public, anon, authenticated, service_role;
grant select on ship.ships to service_role;

comment on table ship.ships is
  'One run of the ship flow: who holds it, until when, and how it ended. Its leases live as long as lease_expires_at says.';
comment on column ship.ships.token is
  'The fencing token: rises with every taking. Whoever comes with another one has lost the ship; null while nobody has it.';
comment on column ship.ships.with_components is 'What it ships beside component_key, held in the same way.';
comment on column ship.ships.build is 'The number that this ship uses, as soon as the journal says it; used for good, however the ship ends.';
