create table ship.ship_policy (
  is_only_row boolean primary key default true,
  lease interval not null default '60 seconds',
  heartbeat interval not null default '10 seconds',
  keep_ships interval not null default '90 days',
  constraint ship_policy_has_one_row
    check (is_only_row),
  -- a holder that misses one heartbeat has not lost anything yet
  constraint ship_policy_heartbeat_fits_twice_into_a_lease
    check (heartbeat > interval '0' and heartbeat * 2 <= lease),
  constraint ship_policy_keeps_ships_for_a_while
    check (keep_ships >= lease)
);

insert into ship.ship_policy default values;

alter table ship.ship_policy enable row level security;
revoke all on ship.ship_policy from public, anon, authenticated, service_role;
grant select on ship.ship_policy to service_role;

comment on table ship.ship_policy is 'How long a ship holds its leases without a heartbeat, and how long its journal is kept, in one row.';
comment on column ship.ship_policy.keep_ships is
  'How long after its end a ship and its journal are kept. The audit log keeps who began and ended it; a build once used stays used.';
