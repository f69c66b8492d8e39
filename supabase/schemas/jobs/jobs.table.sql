create table ship.jobs (
  key text primary key,
  cron text not null,
  tz text not null,
  grace interval not null,
  position integer not null,
  state text not null default 'waiting',
  next_due_at timestamptz not null,
  last_beat_at timestamptz,
  missed_since timestamptz,
  missed_count integer not null default 0,
  commit_sha text,
  declared_by text not null,
  declared_at timestamptz not null default clock_timestamp(),
  constraint job_key_is_a_slug
    check (key ~ '^[a-z][a-z0-9-]{0,47}$'),
  constraint job_cron_is_a_line
    check (cron ~ '^[A-Za-z0-9*/, -]{9,200}$'),
  constraint job_time_zone_is_a_name
    check (tz ~ '^[A-Za-z][A-Za-z0-9_+-]{0,30}(/[A-Za-z0-9_+-]{1,30}){0,2}$'),
  -- below, a clock that is a little off would be news; above, nobody would hear of it in time
  constraint job_grace_is_reasonable
    check (grace between interval '30 seconds' and interval '7 days'),
  constraint job_state_is_known
    check (state in ('waiting', 'ok', 'failed', 'missed')),
  constraint job_missed_matches_state
    check ((state = 'missed') = (missed_since is not null) and (state = 'missed') = (missed_count > 0)),
  constraint job_state_matches_beat
    check (state not in ('ok', 'failed') or last_beat_at is not null),
  constraint job_commit_is_a_sha
    check (commit_sha ~ '^([0-9a-f]{40}|[0-9a-f]{64})$'),
  constraint job_declarer_is_named
    check (char_length(btrim(declared_by)) between 1 and 200)
);

alter table ship.jobs enable row level security;
revoke all on ship.jobs from public, anon, authenticated, service_role;
grant select on ship.jobs to service_role;

comment on table ship.jobs is
  'What has to run on a schedule, as version.json last said, and whether it did. A job says so itself; nothing here starts one.';
comment on column ship.jobs.cron is 'Five fields: minute, hour, day of the month, month, day of the week.';
comment on column ship.jobs.grace is 'How long after it was due a run may end until it counts as missed.';
comment on column ship.jobs.next_due_at is 'The run that the next beat is of. In the past while its grace lasts.';
comment on column ship.jobs.missed_since is 'When the first run was due that nobody heard of; null again with the next beat.';
comment on column ship.jobs.missed_count is 'How many runs in a row nobody heard of.';
comment on column ship.jobs.position is 'Where version.json names it.';
comment on column ship.jobs.commit_sha is 'The first commit whose version.json said so.';
comment on column ship.jobs.declared_at is 'When it was first said so.';
