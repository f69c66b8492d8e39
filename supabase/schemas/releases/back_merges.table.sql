create table ship.back_merges (
  id bigint generated always as identity primary key,
  from_branch text not null,
  to_branch text not null,
  outcome text not null,
  detail jsonb not null default '{}',
  recorded_at timestamptz not null default clock_timestamp(),
  constraint back_merge_branches_are_branches
    check (from_branch ~ '^[^[:cntrl:][:space:]]{1,200}$' and to_branch ~ '^[^[:cntrl:][:space:]]{1,200}$'),
  constraint back_merge_is_between_two_branches
    check (from_branch <> to_branch),
  constraint back_merge_outcome_is_known
    check (outcome in ('done', 'conflict', 'refused')),
  constraint back_merge_detail_is_a_small_object
    check (jsonb_typeof(detail) = 'object' and octet_length(detail::text) <= 16384)
);

create index back_merges_from_branch_to_branch_idx on ship.back_merges (from_branch, to_branch, id desc);
create index back_merges_recorded_at_idx on ship.back_merges (recorded_at);

alter table ship.back_merges enable row level security;
revoke all on ship.back_merges from public, anon, authenticated, service_role;
revoke all on sequence ship.back_merges_id_seq from public, anon, authenticated, service_role;
grant select on ship.back_merges to service_role;

comment on table ship.back_merges is
  'What became of taking a branch''s commits back into another one: done, stopped by a conflict, or refused; detail says by which commit or over which files.';
