select plan(14);

create function pg_temp.job(more jsonb)
returns text
language sql
as $$
  select format(
    'insert into ship.jobs select * from jsonb_populate_record(null::ship.jobs, %L)',
    '{
      "key": "retention", "cron": "0 3 * * *", "tz": "UTC", "grace": "1 hour", "position": 1, "state": "waiting", "missed_count": 0,
      "next_due_at": "2026-11-28T03:00:00Z", "declared_by": "ana", "declared_at": "2026-11-28T03:00:00Z"
    }'::jsonb || $1
  );
$$;

select lives_ok(pg_temp.job('{}'), 'one that is right');
select fails_with(pg_temp.job('{"key": "Retention"}'), '23514', 'job_key_is_a_slug');
select fails_with(pg_temp.job('{"key": "b", "cron": "0 3 * * *; x"}'), '23514', 'job_cron_is_a_line');
select fails_with(pg_temp.job('{"key": "b", "tz": "Europe Oslo"}'), '23514', 'job_time_zone_is_a_name');
select fails_with(pg_temp.job('{"key": "b", "grace": "10 seconds"}'), '23514', 'job_grace_is_reasonable');
select fails_with(pg_temp.job('{"key": "b", "grace": "8 days"}'), '23514', 'job_grace_is_reasonable');
select fails_with(pg_temp.job('{"key": "b", "state": "fine"}'), '23514', 'job_state_is_known');
select fails_with(pg_temp.job('{"key": "b", "state": "missed"}'), '23514', 'job_missed_matches_state', 'missed since nobody knows when');
select fails_with(pg_temp.job('{"key": "b", "missed_count": 1}'), '23514', 'job_missed_matches_state', 'missed, but waiting');
select fails_with(pg_temp.job('{"key": "b", "missed_since": "2026-11-28T03:00:00Z"}'), '23514', 'job_missed_matches_state');
select fails_with(pg_temp.job('{"key": "b", "state": "ok"}'), '23514', 'job_state_matches_beat', 'well without a word');
select fails_with(pg_temp.job('{"key": "b", "commit_sha": "HEAD"}'), '23514', 'job_commit_is_a_sha');
select fails_with(pg_temp.job('{"key": "b", "declared_by": " "}'), '23514', 'job_declarer_is_named');
select fails_with(pg_temp.job('{}'), '23505', 'jobs_pkey');

select * from finish();
