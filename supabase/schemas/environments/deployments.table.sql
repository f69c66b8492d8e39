create table ship.deployments (
  id uuid primary key default gen_random_uuid(),
  -- no foreign keys: the first deploy of a component comes before its manifest is synced, and stays when its ship is forgotten
  environment text not null,
  component_key text not null,
  kind text not null,
  build bigint not null,
  version text not null,
  commit_sha text,
  branch text,
  ship_id uuid,
  promotion_id uuid,
  actor text not null,
  started_at timestamptz not null default clock_timestamp(),
  finished_at timestamptz,
  outcome text,
  verified_by text,
  code text,
  deploy_ms bigint,
  constraint deployment_environment_is_a_slug
    check (environment ~ '^[a-z][a-z0-9-]{0,47}$'),
  constraint deployment_component_is_a_slug
    check (component_key ~ '^[a-z][a-z0-9-]{0,47}$'),
  constraint deployment_kind_is_known
    check (kind in ('deploy', 'redeploy', 'rollback')),
  constraint deployment_build_is_within_53_bits
    check (build between 0 and 9007199254740991),
  constraint deployment_version_is_short
    check (char_length(version) between 1 and 200),
  constraint deployment_commit_is_a_sha
    check (commit_sha ~ '^([0-9a-f]{40}|[0-9a-f]{64})$'),
  constraint deployment_actor_is_named
    check (char_length(btrim(actor)) between 1 and 200),
  constraint deployment_outcome_is_known
    check (outcome in ('verified', 'failed', 'failed-verify', 'abandoned')),
  constraint deployment_outcome_matches_finish
    check ((finished_at is null) = (outcome is null)),
  constraint deployment_verified_says_how
    check ((outcome = 'verified') is true = (verified_by is not null)),
  constraint deployment_proof_is_known
    check (verified_by in ('probes', 'exit-code', 'word')),
  constraint deployment_failure_has_a_code
    check (outcome not in ('failed', 'failed-verify') or code is not null),
  constraint deployment_code_is_a_code
    check (code ~ '^[a-z][a-z0-9_]{0,99}$'),
  constraint deployment_took_no_negative_time
    check (deploy_ms >= 0)
);

-- A ship deploys a component once at a time.
create unique index deployments_ship_id_component_key_where_open
  on ship.deployments (ship_id, component_key)
  where finished_at is null;
create index deployments_environment_component_key_where_verified
  on ship.deployments (environment, component_key, finished_at desc)
  where outcome = 'verified';
create index deployments_environment_component_key_started_at_idx
  on ship.deployments (environment, component_key, started_at desc);
create index deployments_promotion_id_idx on ship.deployments (promotion_id) where promotion_id is not null;
create index deployments_finished_at_where_finished on ship.deployments (finished_at) where finished_at is not null;

alter table ship.deployments enable row level security;
revoke all on ship.deployments from public, anon, authenticated, service_role;
grant select on ship.deployments to service_role;

comment on table ship.deployments is 'Every attempt to deploy a component somewhere, what came of it and how that was proved. Never changed once it has ended.';
comment on column ship.deployments.verified_by is
  'Its probes, the exit code of its deploy where there are none, or the word of whoever said that it was deployed.';
comment on column ship.deployments.deploy_ms is 'How long the deploy or rollback itself took, without what proved it.';
