create table ship.host_policy (
  is_only_row boolean primary key default true,
  silent_after interval not null default '15 minutes',
  late_after interval not null default '15 minutes',
  keep_hosts interval not null default '400 days',
  keep_cutovers interval not null default '400 days',
  constraint host_policy_has_one_row
    check (is_only_row),
  constraint host_policy_waits_for_a_while
    check (least(silent_after, late_after) >= interval '10 seconds'),
  constraint host_policy_keeps_hosts_longer_than_it_waits
    check (keep_hosts > silent_after and keep_cutovers >= interval '2 days')
);

insert into ship.host_policy default values;

alter table ship.host_policy enable row level security;
revoke all on ship.host_policy from public, anon, authenticated, service_role;
grant select on ship.host_policy to service_role;

comment on table ship.host_policy is 'When a host that follows a branch is missed, and how long what it said is kept, in one row.';
comment on column ship.host_policy.silent_after is 'A host that was not heard for so long is silent. A deploy is not heard while it runs.';
comment on column ship.host_policy.late_after is 'How long after a commit came to its branch a host may still run the one before.';
comment on column ship.host_policy.keep_hosts is 'How long after it was heard last a host is forgotten.';
comment on column ship.host_policy.keep_cutovers is 'How long after its last step a cutover is forgotten. The audit log keeps who did what.';
