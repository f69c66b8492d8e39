create table ship.push_failure_counts (
  run_id bigint not null references ship.push_runs (id),
  reason text not null,
  failed_count bigint not null,
  retrying_count bigint not null,
  primary key (run_id, reason)
);

alter table ship.push_failure_counts enable row level security;
revoke all on ship.push_failure_counts from public, anon, authenticated, service_role;
grant select on ship.push_failure_counts to service_role;

comment on table ship.push_failure_counts is
  'How many of ship.push_failures a run has per reason, and how many of them will be tried again: kept by a trigger, so that a look never counts a million rows.';
