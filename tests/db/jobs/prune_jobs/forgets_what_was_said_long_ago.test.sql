select plan(2);
select given_job('retention'), given_job('backup');

insert into ship.job_beats (job_key, is_ok, note, beat_at)
values
  ('retention', true, 'old', clock_timestamp() - interval '91 days'),
  ('retention', true, 'young', clock_timestamp() - interval '89 days'),
  ('backup', true, 'last', clock_timestamp() - interval '2 years');
select ship_private.prune();
select is((select array_agg(note order by note) from ship.job_beats), array['last', 'young'], 'but the last of each job');
select ship_private.prune();
select is((select count(*) from ship.job_beats), 2::bigint);

select * from finish();
