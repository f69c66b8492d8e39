create table ship.store_policy (
  is_only_row boolean primary key default true,
  first_look interval not null default '20 seconds',
  longest_look interval not null default '5 minutes',
  give_up_after interval not null default '90 minutes',
  reconcile_young interval not null default '15 minutes',
  reconcile_idle interval not null default '1 hour',
  young_for interval not null default '2 hours',
  look_lease interval not null default '2 minutes',
  keep_events interval not null default '30 days',
  constraint store_policy_has_one_row
    check (is_only_row),
  constraint store_policy_looks_less_and_less
    check (first_look >= interval '5 seconds' and longest_look >= first_look and give_up_after >= longest_look),
  constraint store_policy_reconciles_at_leisure
    check (reconcile_young >= interval '1 minute' and reconcile_idle >= reconcile_young and young_for >= interval '0'),
  constraint store_policy_leases_longer_than_a_look
    check (look_lease >= interval '60 seconds'),
  constraint store_policy_keeps_events_for_a_while
    check (keep_events >= interval '2 days')
);

insert into ship.store_policy default values;

alter table ship.store_policy enable row level security;
revoke all on ship.store_policy from public, anon, authenticated, service_role;
grant select on ship.store_policy to service_role;

comment on table ship.store_policy is 'How often a store is asked about builds, and how long what it sent is kept, in one row.';
comment on column ship.store_policy.first_look is 'From one look to the next while a build is processed; each wait is half as long again, up to longest_look.';
comment on column ship.store_policy.give_up_after is 'A build whose state has not changed for so long is looked at with the others only, and the chat hears of it.';
comment on column ship.store_policy.reconcile_young is 'What a lost webhook would have said is found after so long, while an upload is younger than young_for; later after reconcile_idle.';
comment on column ship.store_policy.look_lease is 'How long whoever claimed a look may take; then it is due again.';
comment on column ship.store_policy.keep_events is 'How long after it came an event is forgotten. One that is sent again later than that causes one look too many.';
