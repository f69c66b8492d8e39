create table ship.hosts (
  environment text not null,
  host text not null,
  branch text,
  sha text,
  is_dirty boolean not null,
  state text not null,
  detail jsonb not null default '{}',
  told jsonb not null default '{}',
  first_seen_at timestamptz not null default clock_timestamp(),
  changed_at timestamptz not null default clock_timestamp(),
  last_seen_at timestamptz not null default clock_timestamp(),
  primary key (environment, host),
  constraint host_environment_is_a_slug
    check (environment ~ '^[a-z][a-z0-9-]{0,47}$'),
  constraint host_name_is_a_slug
    check (host ~ '^[a-z][a-z0-9-]{0,47}$'),
  constraint host_branch_is_a_branch
    check (branch ~ '^[^[:cntrl:][:space:]]{1,200}$'),
  constraint host_sha_is_a_whole_hash
    check (sha ~ '^[0-9a-f]{40}([0-9a-f]{24})?$'),
  constraint host_state_is_known
    check (state in ('current', 'deploying', 'failed', 'dirty', 'moved', 'rewritten', 'offline')),
  constraint host_that_is_current_says_what_it_runs
    check (state <> 'current' or (branch is not null and sha is not null and not is_dirty)),
  constraint host_that_is_dirty_says_so
    check (state <> 'dirty' or is_dirty),
  constraint host_detail_is_a_small_object
    check (jsonb_typeof(detail) = 'object' and octet_length(detail::text) <= 16384),
  constraint host_told_is_an_object
    check (jsonb_typeof(told) = 'object')
);

create index hosts_last_seen_at_idx on ship.hosts (last_seen_at);

alter table ship.hosts enable row level security;
revoke all on ship.hosts from public, anon, authenticated, service_role;
grant select on ship.hosts to service_role;

comment on table ship.hosts is 'What each host that follows a branch said last: which branch and commit it runs, and how it stands with it.';
comment on column ship.hosts.branch is 'The branch that is checked out there; where none is, the one that it follows.';
comment on column ship.hosts.sha is 'The commit that is checked out there.';
comment on column ship.hosts.told is 'What the audit log and the chat heard of it last: a host that says the same every minute is not news.';
comment on column ship.hosts.changed_at is 'Since when it says what it says.';
