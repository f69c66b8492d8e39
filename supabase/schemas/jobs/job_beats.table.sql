create table ship.job_beats (
  id bigint generated always as identity primary key,
  job_key text not null references ship.jobs (key) on delete cascade,
  is_ok boolean not null,
  ms bigint,
  note text,
  beat_at timestamptz not null default clock_timestamp(),
  constraint job_beat_took_time
    check (ms between 0 and 9007199254740991),
  constraint job_beat_note_is_a_line
    check (note !~ '[[:cntrl:]]' and char_length(btrim(note)) > 0 and char_length(note) <= 500)
);

create index job_beats_job_key_idx on ship.job_beats (job_key, id desc);
create index job_beats_beat_at_idx on ship.job_beats (beat_at);

alter table ship.job_beats enable row level security;
revoke all on ship.job_beats from public, anon, authenticated, service_role;
revoke all on sequence ship.job_beats_id_seq from public, anon, authenticated, service_role;
grant select on ship.job_beats to service_role;

comment on table ship.job_beats is 'What jobs said when they had finished: how it went, how long it took. One row for each run.';
comment on column ship.job_beats.note is 'One line of the job''s own, without secrets.';
