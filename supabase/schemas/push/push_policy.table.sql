create table ship.push_policy (
  is_only_row boolean primary key default true,
  batch_size integer not null default 2500,
  progress_every integer not null default 500,
  push_lease interval not null default '30 seconds',
  max_workers_per_run integer not null default 4,
  delivery_lease interval not null default '10 seconds',
  delivery_life interval not null default '24 hours',
  broadcast_life interval not null default '10 minutes',
  retry_base interval not null default '1 second',
  retry_max interval not null default '1 minute',
  push_retry_base interval not null default '15 minutes',
  push_retry_max interval not null default '4 hours',
  breaker_min_answers integer not null default 200,
  breaker_share numeric not null default 0.2,
  deactivation_min integer not null default 100,
  deactivation_share numeric not null default 0.4,
  new_devices_per_minute integer not null default 300,
  new_devices_per_hour integer not null default 6000,
  new_devices_per_minute_in_all integer not null default 3000,
  registration_spread interval not null default '10 minutes',
  ipv4_prefix integer not null default 32,
  ipv6_prefix integer not null default 64,
  notify_cooldown interval not null default '30 seconds',
  keep_fan_outs interval not null default '90 days',
  keep_unpushed interval not null default '90 days',
  constraint push_policy_has_one_row
    check (is_only_row),
  -- at most one slice in flight and one slice answered but not written: 1,000 repeats per takeover
  constraint push_policy_bounds_repeats
    check (progress_every between 1 and 500),
  constraint push_policy_sizes_are_positive
    check (batch_size > 0 and max_workers_per_run > 0 and breaker_min_answers > 0 and new_devices_per_minute > 0
      and new_devices_per_hour > 0 and new_devices_per_minute_in_all > 0),
  constraint push_policy_spread_is_short
    check (registration_spread between interval '0' and interval '6 hours'),
  constraint push_policy_prefixes_are_of_networks
    check (ipv4_prefix between 8 and 32 and ipv6_prefix between 16 and 128),
  constraint push_policy_breaker_share_is_a_share
    check (breaker_share > 0 and breaker_share <= 1),
  constraint push_policy_deactivation_share_is_a_share
    check (deactivation_share > 0 and deactivation_share <= 1),
  constraint push_policy_deactivation_min_is_a_count
    check (deactivation_min >= 0)
);

insert into ship.push_policy default values;

alter table ship.push_policy enable row level security;
revoke all on ship.push_policy from public, anon, authenticated, service_role;
grant select on ship.push_policy to service_role;

comment on table ship.push_policy is 'Delays, leases and thresholds of the outbox and the fan-out, in one row.';
comment on column ship.push_policy.notify_cooldown is 'Between two calls of notify-ios-build for one component: its bearer is in many hands, and each call wakes every device.';
comment on column ship.push_policy.keep_fan_outs is 'How long ship.was_told and the list of failures answer for a finished run.';
comment on column ship.push_policy.deactivation_share is
  'Of the devices of a batch, and of a run, that were told before; more deaths than that stop the run. After a long pause 20 to 30 % are dead.';
comment on column ship.push_policy.deactivation_min is 'So many deaths in one run are believed whatever share they are.';
comment on column ship.push_policy.keep_unpushed is
  'How long a token that no push reaches is kept: after its deactivation, or after its last registration when no answer of APNs can end it, because its kind is never pushed or its environment has no key. One that is gone registers as a new device.';
comment on column ship.push_policy.new_devices_per_minute is
  'New devices of one address: behind that of a mobile carrier are thousands of phones.';
comment on column ship.push_policy.new_devices_per_hour is 'New devices of one address in 60 minutes: what a stranger with one address can make of it.';
comment on column ship.push_policy.new_devices_per_minute_in_all is 'New devices of all addresses together.';
comment on column ship.push_policy.registration_spread is 'Over how long those that were refused together are asked to come again.';
comment on column ship.push_policy.ipv4_prefix is 'How much of an IPv4 address counts as one client; 32 is the whole address.';
comment on column ship.push_policy.ipv6_prefix is 'How much of an IPv6 address counts as one client; 64 is what one household or server has to itself.';
comment on column ship.push_policy.push_retry_base is 'Apple: "After 15 minutes, you can retry JSON payloads that receive response status codes that begin with 5XX."';
