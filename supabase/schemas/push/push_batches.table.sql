create table ship.push_batches (
  id bigint generated always as identity primary key,
  run_id bigint not null references ship.push_runs (id),
  kind text not null,
  state text not null default 'leased',
  after_id bigint not null,
  through_id bigint not null,
  progress_id bigint not null,
  device_count integer not null default 0,
  sent_count integer not null default 0,
  deactivated_count integer not null default 0,
  takeover_count integer not null default 0,
  worker text,
  first_answer_at timestamptz,
  last_answer_at timestamptz,
  lease_token uuid,
  leased_until timestamptz,
  created_at timestamptz not null default now(),
  finished_at timestamptz,
  constraint push_batch_kind_is_known
    check (kind in ('range', 'retry')),
  constraint push_batch_state_is_known
    check (state in ('leased', 'finished', 'abandoned')),
  constraint push_batch_progress_is_within_range
    check (progress_id between after_id and through_id),
  constraint push_batch_lease_matches_state
    check ((state = 'leased') = (lease_token is not null and leased_until is not null)),
  constraint push_batch_finished_matches_state
    check ((state = 'leased') = (finished_at is null)),
  constraint push_batch_worker_is_short
    check (char_length(worker) <= 64),
  constraint push_batch_sent_is_within_devices
    check (sent_count between 0 and device_count),
  constraint push_batch_deactivated_is_not_negative
    check (deactivated_count >= 0)
);

create index push_batches_leased_until_where_leased on ship.push_batches (leased_until) where state = 'leased';
create index push_batches_run_id_idx on ship.push_batches (run_id, state);

alter table ship.push_batches enable row level security;
revoke all on ship.push_batches from public, anon, authenticated, service_role;
revoke all on sequence ship.push_batches_id_seq from public, anon, authenticated, service_role;
grant select on ship.push_batches to service_role;

comment on column ship.push_batches.worker is 'The invocation that holds or last held the lease.';
comment on column ship.push_batches.deactivated_count is 'How many established devices it has deactivated.';
comment on table ship.push_batches is 'A leased slice (after_id, through_id] of a run; everything up to progress_id is answered and written.';
