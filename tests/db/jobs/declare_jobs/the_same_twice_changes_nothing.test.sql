select plan(12);

create function pg_temp.say(cron text default '0 3 * * *', tz text default 'Europe/Oslo')
returns jsonb
language sql
as $$
  select ship.declare_jobs(
    jsonb_build_array(
      jsonb_build_object('key', 'retention', 'cron', $1, 'grace_s', 3600, 'tz', $2),
      '{"key": "backup", "cron": "  */15  * * * *", "grace_s": 90}'::jsonb
    ),
    repeat('a', 40), 'ana@desk'
  );
$$;

select is(pg_temp.say(), '{"changed": true}', 'the first time');
select results_eq(
  'select key, cron, tz, grace, state, next_due_at > clock_timestamp(), declared_by from ship.jobs order by position',
  $$
    values
      ('retention', '0 3 * * *', 'Europe/Oslo', interval '1 hour', 'waiting', true, 'ana@desk'),
      ('backup', '*/15 * * * *', 'UTC', interval '90 seconds', 'waiting', true, 'ana@desk')
  $$,
  'waits for its first run'
);
create temp table first as select ctid::text as place, jobs.* from ship.jobs;
select is(audited('jobs.%'), array['jobs.declared'], 'is chained');

select is(pg_temp.say(), '{"changed": false}', 'the second time nothing');
select set_eq('select ctid::text as place, jobs.* from ship.jobs', 'select * from first', 'no row was touched');

select ship.heartbeat('retention');
select is(pg_temp.say('0 4 * * *'), '{"changed": true}', 'another hour is a change');
select is(
  (select detail from ship_private.audit_inbox order by id desc limit 1),
  jsonb_build_object(
    'commit_sha', repeat('a', 40),
    'changed', '{"retention": {"key": "retention", "cron": "0 4 * * *", "tz": "Europe/Oslo", "grace": "01:00:00"}}'::jsonb
  ),
  'the log has what changed'
);
select is((select state from ship.jobs where key = 'retention'), 'ok', 'what it said stays');
select is(
  (select extract(hour from next_due_at at time zone 'Europe/Oslo') from ship.jobs where key = 'retention'), 4::numeric, 'what it owes is counted anew'
);

select is(ship.declare_jobs('[{"key": "backup", "cron": "*/15 * * * *", "grace_s": 90}]'), '{"changed": true}', 'one is gone');
select results_eq('select key, position from ship.jobs', $$values ('backup', 1)$$, 'with what it said');
select is(ship.declare_jobs('[]'), '{"changed": true}', 'and then all are');

select * from finish();
