create table ship.job_policy (
  is_only_row boolean primary key default true,
  keep_beats interval not null default '90 days',
  constraint job_policy_has_one_row
    check (is_only_row),
  constraint job_policy_keeps_beats_for_a_while
    check (keep_beats >= interval '2 days')
);

insert into ship.job_policy default values;

alter table ship.job_policy enable row level security;
revoke all on ship.job_policy from public, anon, authenticated, service_role;
grant select on ship.job_policy to service_role;

comment on table ship.job_policy is 'How long it is kept what jobs said, in one row.';
comment on column ship.job_policy.keep_beats is 'How long a run of a job is kept. The last one of each job stays.';
