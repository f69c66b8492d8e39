create table ship.push_failures (
  run_id bigint not null references ship.push_runs (id),
  -- no foreign key: erasing a device must not need its failures, nor keep them from being counted
  device_id bigint not null,
  status integer not null,
  reason text not null,
  attempt_count integer not null default 1,
  retry_at timestamptz,
  batch_id bigint references ship.push_batches (id),
  failed_at timestamptz not null default now(),
  primary key (run_id, device_id)
);

create index push_failures_retry_at_where_due on ship.push_failures (run_id, retry_at) where retry_at is not null;
create index push_failures_batch_id_idx on ship.push_failures (batch_id) where batch_id is not null;

alter table ship.push_failures enable row level security;
revoke all on ship.push_failures from public, anon, authenticated, service_role;
grant select on ship.push_failures to service_role;

comment on table ship.push_failures is
  'A device that did not get a 200. Success needs no row: told = inside a finished range and not here.';
