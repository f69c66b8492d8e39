create table ship.release_policy (
  is_only_row boolean primary key default true,
  keep_findings interval not null default '180 days',
  keep_float_moves interval not null default '1 year',
  keep_back_merges interval not null default '1 year',
  constraint release_policy_has_one_row
    check (is_only_row),
  constraint release_policy_keeps_everything_for_a_while
    check (least(keep_findings, keep_float_moves, keep_back_merges) >= interval '2 days')
);

insert into ship.release_policy default values;

alter table ship.release_policy enable row level security;
revoke all on ship.release_policy from public, anon, authenticated, service_role;
grant select on ship.release_policy to service_role;

comment on table ship.release_policy is 'How long what is watched about releases is kept, in one row. Releases themselves are kept for good.';
comment on column ship.release_policy.keep_findings is 'How long after it healed. One that is open stays, and one with a lesson.';
comment on column ship.release_policy.keep_float_moves is 'The last move of each float stays.';
comment on column ship.release_policy.keep_back_merges is 'The last one between two branches stays.';
