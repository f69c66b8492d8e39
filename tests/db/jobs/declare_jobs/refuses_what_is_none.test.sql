select plan(22);

select ship.declare_jobs('[{"key": "retention", "cron": "0 3 * * *", "grace_s": 3600}]');
create temp table before as select * from ship.jobs;

create function pg_temp.job(more jsonb)
returns text
language sql
as $$
  select format('select ship.declare_jobs(%L)', jsonb_build_array('{"key": "a", "cron": "0 3 * * *", "grace_s": 3600}'::jsonb || $1));
$$;

select fails_with(format('select ship.declare_jobs(%L)', bad), 'PT422', 'jobs_invalid', bad)
from unnest(array['{}', '"a"', 'null', '[null]', '["a"]', '[{"cron": "0 3 * * *", "grace_s": 60}]']) as bad;
select fails_with('select ship.declare_jobs(null)', 'PT422', 'jobs_invalid', 'nothing at all');
select fails_with(
  $$select ship.declare_jobs((select jsonb_agg(jsonb_build_object('key', 'j' || n, 'cron', '0 3 * * *', 'grace_s', 60)) from generate_series(1, 201) as n))$$,
  'PT422', 'jobs_invalid', 'more than two hundred'
);
select is(detail_of(pg_temp.job('{"key": "A"}')), 'job_key_is_a_slug', 'no key');
select is(detail_of(pg_temp.job('{"grace_s": 1}')), 'job_grace_is_reasonable', 'a second of grace');
select is(detail_of(pg_temp.job('{"grace_s": null}')), 'grace', 'no grace');
select fails_with(pg_temp.job('{"grace_s": "1h"}'), 'PT422', 'jobs_invalid', 'a word for a number');
select is(detail_of(pg_temp.job('{"tz": "Nowhere/City"}')), 'time zone "Nowhere/City" not recognized', 'no time zone');
select fails_with(pg_temp.job('{"cron": "0 0 3 * * *"}'), 'PT422', 'cron_invalid', 'promise 135: six fields');
select is(detail_of(pg_temp.job('{"cron": "0 0 3 * * *"}')), '"0 0 3 * * *" has six fields: seconds are not meant', 'which says why');
select fails_with(pg_temp.job(jsonb_build_object('cron', bad)), 'PT422', 'cron_invalid', bad)
from unnest(array['0 3 * *', '60 3 * * *', '5/10 3 * * *', '0 3 30 2 *', '@daily', '0 3 * * fri-sun']) as bad;
select set_eq('select * from ship.jobs', 'select * from before', 'nothing was changed');

select * from finish();
