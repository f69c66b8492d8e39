select plan(3);
select is(ship.job_status() - 'now', '{"jobs": []}', 'none');

select given_job('retention'), given_job('backup', state => 'missed', due => '2 hours');
update ship.jobs set position = 2 where key = 'retention';
select ship.heartbeat('retention', ms => 10);
select is(
  jsonb_path_query_array(ship.job_status(), '$.jobs[*].job'), '["backup", "retention"]', 'in the order of version.json'
);
select is(
  (
    select jsonb_agg(job - 'next_due_at' - 'missed_since' #- '{last,at}')
    from jsonb_array_elements(ship.job_status() -> 'jobs') as job
  ),
  '[
    {"job": "backup", "cron": "0 * * * *", "tz": "UTC", "grace_s": 600, "state": "missed", "missed_count": 1, "last": null},
    {"job": "retention", "cron": "0 * * * *", "tz": "UTC", "grace_s": 600, "state": "ok", "missed_count": 0, "last": {"ok": true, "ms": 10, "note": null}}
  ]',
  'with what it said last'
);

select * from finish();
