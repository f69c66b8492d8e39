create table ship.migration_runs (
  id bigint generated always as identity primary key,
  environment text not null,
  digest text not null,
  files jsonb not null,
  is_dry_run boolean not null,
  phase text not null,
  applied_count integer not null,
  outcome text not null,
  code text,
  ms integer not null,
  sha text,
  actor text not null,
  recorded_at timestamptz not null default clock_timestamp(),
  constraint migration_run_environment_is_a_slug
    check (environment ~ '^[a-z][a-z0-9-]{0,47}$'),
  constraint migration_run_digest_is_a_sha256
    check (digest ~ '^[0-9a-f]{64}$'),
  constraint migration_run_files_are_a_list
    check (jsonb_typeof(files) = 'array' and octet_length(files::text) <= 262144),
  constraint migration_run_phase_is_known
    check (phase in ('expand', 'contract', 'all')),
  constraint migration_run_applies_what_it_names
    check (applied_count between 0 and case jsonb_typeof(files) when 'array' then jsonb_array_length(files) else 0 end),
  constraint migration_run_dry_applies_nothing
    check (not is_dry_run or applied_count = 0),
  constraint migration_run_outcome_is_known
    check (outcome in ('done', 'failed')),
  constraint migration_run_failed_says_why
    check ((outcome = 'failed') = (code is not null)),
  constraint migration_run_code_is_a_word
    check (code ~ '^[a-z][a-z0-9_]{0,63}$'),
  constraint migration_run_takes_time
    check (ms >= 0),
  constraint migration_run_sha_is_whole
    check (sha ~ '^[0-9a-f]{40}([0-9a-f]{24})?$'),
  constraint migration_run_actor_is_named
    check (char_length(btrim(actor)) > 0 and char_length(actor) <= 200)
);

create index migration_runs_environment_idx on ship.migration_runs (environment, is_dry_run, id desc);
create index migration_runs_recorded_at_idx on ship.migration_runs (recorded_at);

alter table ship.migration_runs enable row level security;
revoke all on ship.migration_runs from public, anon, authenticated, service_role;
revoke all on sequence ship.migration_runs_id_seq from public, anon, authenticated, service_role;
grant select on ship.migration_runs to service_role;

comment on table ship.migration_runs is
  'Every dry run of an environment''s pending migrations, and every run that applied some of them.';
comment on column ship.migration_runs.digest is 'SHA-256 over names and contents of all that was pending, in their order.';
comment on column ship.migration_runs.files is
  'What the run was about, in order: {name, phase, sha256}. Of a dry run all that was pending; of a run the part that it was to apply.';
comment on column ship.migration_runs.applied_count is 'How many of these files are applied, from the first on.';
comment on column ship.migration_runs.code is 'Why it failed.';
comment on column ship.migration_runs.sha is 'The commit that the files are of; null when there is none.';
