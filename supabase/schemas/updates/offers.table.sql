create table ship.offers (
  component_key text not null,
  channel ship.release_channel not null,
  build bigint not null,
  salt uuid not null default gen_random_uuid(),
  bps integer not null default 0,
  bps_reason text,
  available_at timestamptz,
  steps jsonb not null default '[]',
  next_step_at timestamptz,
  halted_at timestamptz,
  halt_reason text,
  withdrawn_at timestamptz,
  withdraw_reason text,
  completed_at timestamptz,
  created_at timestamptz not null default now(),
  -- in this order, so that what a component has above a build is one look
  primary key (component_key, build, channel),
  unique (salt),
  foreign key (component_key, build) references ship.builds (component_key, build),
  constraint offer_bps_is_a_share
    check (bps between 0 and 10000),
  constraint offer_available_at_matches_bps
    check (bps = 0 or available_at is not null),
  constraint offer_completed_matches_bps
    check ((completed_at is not null) = (bps = 10000)),
  constraint offer_halt_has_a_reason
    check ((halted_at is null) = (halt_reason is null)),
  constraint offer_withdrawal_has_a_reason
    check ((withdrawn_at is null) = (withdraw_reason is null)),
  constraint offer_reasons_are_bounded
    check (
      char_length(btrim(bps_reason)) between 1 and 500 and char_length(btrim(halt_reason)) between 1 and 500
      and char_length(btrim(withdraw_reason)) between 1 and 500
    ),
  constraint offer_steps_is_a_list
    check (jsonb_typeof(steps) = 'array')
);

create index offers_next_step_at_where_due on ship.offers (next_step_at) where next_step_at is not null;

alter table ship.offers enable row level security;
revoke all on ship.offers from public, anon, authenticated, service_role;
grant select (component_key, channel, build, salt, bps, available_at, halted_at, withdrawn_at)
  on ship.offers to anon, authenticated;
grant select on ship.offers to service_role;

create policy offers_select_anyone
  on ship.offers
  for select
  to anon, authenticated
  -- a mark counts while its build is halted: only what was never shown to anybody, or is taken back, stays hidden
  using (withdrawn_at is null and bps > 0);

create policy builds_select_offered
  on ship.builds
  for select
  to anon, authenticated
  using (exists (
    select
    from ship.offers
    where offers.component_key = builds.component_key
      and offers.build = builds.build
  ));

comment on table ship.offers is
  'A build on a channel for a share of its devices. Complete on live, it is what everybody may have: components.build.';
comment on column ship.offers.salt is 'New per offer, so that each rollout begins with other devices: bucket = sha256(salt:id) mod 10000.';
comment on column ship.offers.bps is 'Hundredths of a percent of the devices: 0 nobody, 10000 everybody. Rises; falls only with a reason; 10000 is for good.';
comment on column ship.offers.available_at is 'Since when somebody may have it.';
comment on column ship.offers.steps is 'What is still to come: [{"bps": 2500, "at": "…"}], rising. The sweep applies what is due, unless halted.';
