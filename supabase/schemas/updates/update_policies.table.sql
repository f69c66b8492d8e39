create table ship.update_policies (
  component_key text not null references ship.components (key),
  channel ship.release_channel not null,
  min_build bigint not null default 0,
  min_version text,
  force_after timestamptz,
  recommended_build bigint,
  nudge_every interval not null default '24 hours',
  message text,
  contact_url text,
  reason text not null,
  actor text not null,
  updated_at timestamptz not null default now(),
  primary key (component_key, channel),
  constraint update_policy_builds_are_within_53_bits
    check (min_build between 0 and 9007199254740991 and recommended_build between 1 and 9007199254740991),
  constraint update_policy_force_needs_a_minimum
    check (force_after is null or min_build > 0),
  constraint update_policy_nudge_is_within_a_year
    check (nudge_every between interval '0' and interval '366 days'),
  constraint update_policy_contact_is_a_link
    check (contact_url ~ '^(https://|mailto:)' and char_length(contact_url) <= 2000),
  constraint update_policy_texts_are_bounded
    check (
      char_length(message) between 1 and 1000 and char_length(min_version) between 1 and 100
      and char_length(btrim(reason)) between 1 and 500 and char_length(actor) between 1 and 200
    )
);

alter table ship.update_policies enable row level security;
revoke all on ship.update_policies from public, anon, authenticated, service_role;
grant select (component_key, channel, min_build, min_version, force_after, recommended_build, nudge_every, message, contact_url)
  on ship.update_policies to anon, authenticated;
grant select on ship.update_policies to service_role;

create policy update_policies_select_anyone
  on ship.update_policies
  for select
  to anon, authenticated
  using (true);

comment on table ship.update_policies is
  'The oldest build of a component that may still run, and the one that people are asked to have; a channel without a row has that of the next higher one.';
comment on column ship.update_policies.min_version is 'As the person gave it; min_build is what counts.';
comment on column ship.update_policies.force_after is 'Until then whoever is below min_build is asked, with this date; null: blocked at once.';
