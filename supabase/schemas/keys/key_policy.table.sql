create table ship.key_policy (
  is_only_row boolean primary key default true,
  removal_window interval not null default '24 hours',
  remind_after interval not null default '1 year',
  keep_usage interval not null default '90 days',
  constraint key_policy_has_one_row
    check (is_only_row),
  constraint key_policy_watches_for_at_least_an_hour
    check (removal_window >= interval '1 hour'),
  constraint key_policy_reminds_after_a_while
    check (remind_after >= interval '1 day'),
  constraint key_policy_keeps_usage_longer_than_it_watches
    check (keep_usage >= removal_window + interval '1 day')
);

insert into ship.key_policy default values;

alter table ship.key_policy enable row level security;
revoke all on ship.key_policy from public, anon, authenticated, service_role;
grant select on ship.key_policy to service_role;

comment on table ship.key_policy is 'How long an old key must be silent, when people are reminded to rotate, and how long usage is kept, in one row.';
comment on column ship.key_policy.removal_window is
  'How long nobody may have used a key before it is removed. A day sees every job that runs daily and every time zone; raise it for what runs once a week.';
comment on column ship.key_policy.remind_after is 'How long after the last rotation of a key the chat hears that it is time, once.';
comment on column ship.key_policy.keep_usage is 'How long counted hours are kept.';
