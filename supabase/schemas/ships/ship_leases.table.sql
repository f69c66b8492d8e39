create table ship.ship_leases (
  name text not null,
  environment text not null,
  -- Environments share components and branches: these are held once. Each environment has targets and deploys of its own.
  scope text not null generated always as (case when name ~ '^(target|deploy):' then environment else '*' end) stored,
  ship_id uuid not null references ship.ships (id),
  taken_at timestamptz not null default clock_timestamp(),
  primary key (name, scope),
  constraint ship_lease_name_is_known
    check (name ~ '^((component|deploy):[a-z][a-z0-9-]{0,47}|(target|git):[^[:cntrl:]]{1,200})$')
);

create index ship_leases_ship_id_idx on ship.ship_leases (ship_id);

alter table ship.ship_leases enable row level security;
revoke all on ship.ship_leases from public, anon, authenticated, service_role;
grant select on ship.ship_leases to service_role;

comment on table ship.ship_leases is
  'What ships hold: component:<key> and git:<branch> once in all, deploy:<key> and target:<name> once per environment. A lease whose ship is past lease_expires_at is anybody''s.';
comment on column ship.ship_leases.environment is 'Of the ship that holds it.';
comment on column ship.ship_leases.scope is 'Where nobody else can hold it: its environment, or * for everywhere.';
