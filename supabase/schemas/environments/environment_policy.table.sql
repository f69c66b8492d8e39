create table ship.environment_policy (
  is_only_row boolean primary key default true,
  keep_deployments interval not null default '400 days',
  constraint environment_policy_has_one_row
    check (is_only_row),
  constraint environment_policy_keeps_deployments_for_a_while
    check (keep_deployments >= interval '2 days')
);

insert into ship.environment_policy default values;

alter table ship.environment_policy enable row level security;
revoke all on ship.environment_policy from public, anon, authenticated, service_role;
grant select on ship.environment_policy to service_role;

comment on table ship.environment_policy is 'How long it is kept what was deployed and promoted where, in one row.';
comment on column ship.environment_policy.keep_deployments is
  'How long after their end deployments and promotions are kept. What runs now stays, however old it is.';
