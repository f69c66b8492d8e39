select plan(13);
select given_job('retention', due => '-5 minutes', state => 'waiting');

select is(
  ship.heartbeat('retention', ms => 4200, note => E' 12 rows\n  gone ') - 'next_due_at' #- '{last,at}',
  '{
    "job": "retention", "cron": "0 * * * *", "tz": "UTC", "grace_s": 600, "state": "ok", "missed_since": null, "missed_count": 0,
    "last": {"ok": true, "ms": 4200, "note": "12 rows gone"}
  }',
  'it is well'
);
select is(
  (select next_due_at from ship.jobs), date_trunc('hour', clock_timestamp() + interval '1 hour 30 seconds'), 'and due again at the next full hour'
);
select is(audited('%'), '{}', 'nobody needs to hear of that');

select is(ship.heartbeat('retention', false, note => 'disk full') ->> 'state', 'failed', 'a run that failed has run');
select is(audited('%'), array['finding.opened'], 'and is told');
select is(
  (select message from ship.invariants where source = 'jobs'),
  format('retention has run and failed at %s UTC: disk full', to_char((select last_beat_at from ship.jobs) at time zone 'UTC', 'YYYY-MM-DD HH24:MI')),
  'with what it said'
);
select ship.heartbeat('retention', false);
select is(audited('%'), array['finding.opened'], 'once');
select is(ship.heartbeat('retention', null) ->> 'state', 'failed', 'one that does not know how it went did not go well');
select ship.heartbeat('retention');
select is(audited('%'), array['finding.opened', 'finding.healed'], 'until one went well');
select is((select count(*) from ship.job_beats), 5::bigint, 'each run is a row');

select fails_with($$select ship.heartbeat('other')$$, 'PT404', 'job_unknown');
select fails_with($$select ship.heartbeat('retention', ms => -1)$$, '23514', 'job_beat_took_time');

-- half a minute early, as by a clock that is ahead
update ship.jobs set cron = '* * * * *', next_due_at = clock_timestamp() where true;
select ship.heartbeat('retention');
select ok((select next_due_at > clock_timestamp() + interval '29 seconds' from ship.jobs), 'one that comes a little early is of that run');

select * from finish();
