create table ship.push_runs (
  id bigint generated always as identity primary key,
  delivery_id bigint not null references ship.deliveries (id),
  seq bigint not null,
  component_key text not null references ship.components (key),
  channel ship.release_channel not null default 'live',
  build bigint not null,
  salt uuid,
  from_bps integer not null default 0,
  to_bps integer not null default 10000,
  told_until timestamptz,
  topic text not null,
  apns_key text not null,
  apns_environment text not null,
  state text not null default 'running',
  cursor_id bigint not null default 0,
  bound_id bigint not null,
  mature_through_id bigint not null,
  device_count bigint not null default 0,
  sent_count bigint not null default 0,
  mature_answer_count bigint not null default 0,
  mature_refusal_count bigint not null default 0,
  stop_reason text,
  stop_detail text,
  created_at timestamptz not null default now(),
  life_since timestamptz not null default clock_timestamp(),
  started_at timestamptz,
  finished_at timestamptz,
  is_kept_whole boolean not null default true,
  established_count bigint,
  deactivated_count bigint not null default 0,
  has_accepted_deactivations boolean not null default false,
  unique (delivery_id, topic, apns_environment),
  constraint push_run_state_is_known
    check (state in ('running', 'retrying', 'stopped', 'superseded', 'finished')),
  constraint push_run_apns_environment_is_known
    check (apns_environment in ('production', 'sandbox')),
  constraint push_run_cursor_is_within_bound
    check (cursor_id between 0 and bound_id),
  constraint push_run_sent_is_within_devices
    check (sent_count between 0 and device_count),
  constraint push_run_deactivated_is_not_negative
    check (deactivated_count >= 0),
  constraint push_run_stop_has_a_reason
    check ((state = 'stopped') = (stop_reason is not null)),
  constraint push_run_shares_are_shares
    check (from_bps between 0 and 10000 and to_bps between 0 and 10000),
  constraint push_run_of_a_share_has_a_salt
    check (salt is not null or (from_bps = 0 and to_bps = 10000)),
  constraint push_run_told_until_matches_from_bps
    check ((told_until is null) = (from_bps = 0)),
  constraint push_run_finished_matches_state
    check ((state in ('running', 'retrying')) = (finished_at is null))
);

create index push_runs_seq_where_live on ship.push_runs (seq, id) where state in ('running', 'retrying');
create index push_runs_component_key_where_live on ship.push_runs (component_key, seq) where state in ('running', 'retrying');
create index push_runs_component_key_idx on ship.push_runs (component_key, seq);
create index push_runs_salt_idx on ship.push_runs (salt, id) where salt is not null;
create index push_runs_topic_apns_environment_where_finished on ship.push_runs (topic, apns_environment, id) where state = 'finished';
create index push_runs_topic_apns_environment_idx on ship.push_runs (topic, apns_environment, id);
create index push_runs_finished_at_where_kept_whole on ship.push_runs (finished_at) where is_kept_whole and finished_at is not null;

alter table ship.push_runs enable row level security;
revoke all on ship.push_runs from public, anon, authenticated, service_role;
revoke all on sequence ship.push_runs_id_seq from public, anon, authenticated, service_role;
grant select on ship.push_runs to service_role;

comment on table ship.push_runs is 'The fan-out of one apns delivery to the devices of one topic in one APNs environment.';
comment on column ship.push_runs.salt is 'The rollout that it is a step of; null tells everybody.';
comment on column ship.push_runs.from_bps is 'Devices below this share that were there at told_until were told by earlier steps of the rollout.';
comment on column ship.push_runs.to_bps is 'Devices below this share are told; 10000: everybody, also who gave no installation id.';
comment on column ship.push_runs.life_since is 'Since when the life of its notifications counts: the announcement, or the moment when its halted rollout went on.';
comment on column ship.push_runs.cursor_id is 'Every device up to here has been handed out in a batch.';
comment on column ship.push_runs.bound_id is 'The last device that existed when the build moved; later ones were answered with the new build.';
comment on column ship.push_runs.is_kept_whole is 'Until keep_fan_outs its failures and batches are kept; then only its counts.';
comment on column ship.push_runs.established_count is
  'How many of its devices were told before, counted once, when so many were deactivated that it matters.';
comment on column ship.push_runs.deactivated_count is 'How many established devices it has deactivated.';
comment on column ship.push_runs.has_accepted_deactivations is 'An owner of the database said that its many deaths are true: no share of them stops it any more.';
comment on column ship.push_runs.mature_through_id is 'Devices up to here count for the breaker: strangers who registered since the last finished run can''t stop this one.';
