create table ship.promotions (
  id uuid primary key default gen_random_uuid(),
  environment text not null,
  kind text not null,
  from_branch text not null,
  branch text not null,
  commit_sha text not null,
  previous_sha text,
  components text[] not null default '{}',
  gates jsonb not null,
  overrides jsonb not null default '{}',
  reason text,
  archive_tag text,
  ship_id uuid,
  actor text not null,
  started_at timestamptz not null default clock_timestamp(),
  pushed_at timestamptz,
  finished_at timestamptz,
  outcome text,
  constraint promotions_ship_id_key
    unique (ship_id),
  constraint promotion_environment_is_a_slug
    check (environment ~ '^[a-z][a-z0-9-]{0,47}$'),
  constraint promotion_kind_is_known
    check (kind in ('promotion', 'hotfix', 'cutover')),
  constraint promotion_commits_are_shas
    check (
      commit_sha ~ '^([0-9a-f]{40}|[0-9a-f]{64})$'
      and coalesce(previous_sha, repeat('0', 40)) ~ '^([0-9a-f]{40}|[0-9a-f]{64})$'
    ),
  constraint promotion_gates_are_a_small_list
    check (jsonb_typeof(gates) = 'array' and octet_length(gates::text) <= 262144),
  constraint promotion_overrides_say_why
    check (
      jsonb_typeof(overrides) = 'object'
      and not jsonb_path_exists(overrides, '$.* ? (@.type() != "string" || @ like_regex "^\\s*$")')
    ),
  -- who goes past the usual way says why
  constraint promotion_off_the_way_says_why
    check (kind = 'promotion' or btrim(coalesce(reason, '')) <> ''),
  -- what is reset can be found again
  constraint promotion_cutover_has_an_archive
    check (kind <> 'cutover' or previous_sha is null or archive_tag is not null),
  constraint promotion_actor_is_named
    check (char_length(btrim(actor)) between 1 and 200),
  constraint promotion_outcome_is_known
    check (outcome in ('done', 'abandoned')),
  constraint promotion_outcome_matches_finish
    check ((finished_at is null) = (outcome is null)),
  constraint promotion_done_is_pushed
    check (outcome is distinct from 'done' or pushed_at is not null)
);

-- One at a time: what is half promoted is gone on with or given up first.
create unique index promotions_environment_where_open
  on ship.promotions (environment)
  where finished_at is null;
create index promotions_environment_started_at_idx on ship.promotions (environment, started_at desc);
create index promotions_finished_at_where_finished on ship.promotions (finished_at) where finished_at is not null;

alter table ship.promotions enable row level security;
revoke all on ship.promotions from public, anon, authenticated, service_role;
grant select on ship.promotions to service_role;

comment on table ship.promotions is
  'Each move of an environment''s branch to a commit: what every gate said, who overrode which and why, and what came of it.';
comment on column ship.promotions.gates is 'What each gate said when it was decided: [{"gate", "state", "findings"}].';
comment on column ship.promotions.overrides is 'Gate to reason.';
comment on column ship.promotions.archive_tag is 'Where the branch was before a cutover, as a tag on the remote.';
