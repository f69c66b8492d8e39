select plan(5);
select given_job('retention');

select lives_ok($$insert into ship.job_beats (job_key, is_ok) values ('retention', true)$$, 'one that says nothing else');
select fails_with($$insert into ship.job_beats (job_key, is_ok, ms) values ('retention', true, -1)$$, '23514', 'job_beat_took_time');
select fails_with($$insert into ship.job_beats (job_key, is_ok, note) values ('retention', true, E'a\nb')$$, '23514', 'job_beat_note_is_a_line');
select fails_with(
  $$insert into ship.job_beats (job_key, is_ok, note) values ('retention', true, repeat('a', 501))$$, '23514', 'job_beat_note_is_a_line'
);
select fails_with($$insert into ship.job_beats (job_key, is_ok) values ('other', true)$$, '23503', 'job_beats_job_key_fkey');

select * from finish();
