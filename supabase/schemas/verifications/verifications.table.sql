create table ship.verifications (
  id bigint generated always as identity primary key,
  run_id text not null,
  environment text not null,
  component_key text not null,
  build bigint not null,
  commit_sha text,
  deployment text,
  source text not null,
  probe text not null,
  state text not null,
  saw text not null,
  ms integer not null,
  actor text not null,
  checked_at timestamptz not null default clock_timestamp(),
  -- a call that is repeated, because its answer got lost, records nothing twice
  constraint verification_run_asks_each_probe_once
    unique (run_id, probe),
  constraint verification_run_is_random
    check (run_id ~ '^[0-9a-f]{32}$'),
  constraint verification_environment_is_a_slug
    check (environment ~ '^[a-z][a-z0-9-]{0,47}$'),
  constraint verification_component_is_a_slug
    check (component_key ~ '^[a-z][a-z0-9-]{0,47}$'),
  constraint verification_build_fits
    check (build between 0 and 9007199254740991),
  constraint verification_commit_is_a_whole_hash
    check (commit_sha ~ '^[0-9a-f]{40}([0-9a-f]{24})?$'),
  constraint verification_deployment_is_a_name
    check (deployment ~ '^[A-Za-z0-9-]{1,64}$'),
  constraint verification_source_is_known
    check (source in ('deploy', 'verify', 'schedule')),
  constraint verification_probe_is_a_line
    check (probe !~ '[[:cntrl:]]' and char_length(btrim(probe)) > 0 and char_length(probe) <= 300),
  constraint verification_state_is_known
    check (state in ('passed', 'failed', 'skipped')),
  constraint verification_saw_is_bounded
    check (char_length(saw) <= 1000),
  constraint verification_took_time
    check (ms >= 0),
  constraint verification_actor_is_bounded
    check (char_length(actor) between 1 and 200)
);

create index verifications_environment_component_key_probe_idx on ship.verifications (environment, component_key, probe, id desc);
create index verifications_environment_component_key_idx on ship.verifications (environment, component_key, id desc);
create index verifications_checked_at_idx on ship.verifications (checked_at);
create index verifications_checked_at_where_passed_by_schedule
  on ship.verifications (checked_at)
  where source = 'schedule' and state = 'passed';

alter table ship.verifications enable row level security;
revoke all on ship.verifications from public, anon, authenticated, service_role;
revoke all on sequence ship.verifications_id_seq from public, anon, authenticated, service_role;
grant select on ship.verifications to service_role;

comment on table ship.verifications is
  'What every probe of a deploy saw: asked by the deploy itself, by hand, or by a schedule. One row for each probe and run.';
comment on column ship.verifications.run_id is 'The probes that were asked together.';
comment on column ship.verifications.saw is 'As the end of a sentence, without secrets: whoever records masks them.';
