create table ship_private.sweeps (
  is_only_row boolean primary key default true,
  last_at timestamptz not null,
  cron_run_id bigint not null default 0,
  asked_home_at timestamptz,
  tidied_at timestamptz,
  unpushed_through_id bigint not null default 0,
  constraint sweeps_has_one_row
    check (is_only_row)
);

alter table ship_private.sweeps enable row level security;
revoke all on ship_private.sweeps from public, anon, authenticated, service_role;

comment on table ship_private.sweeps is 'The last sweep that succeeded, in one row; none while there was no sweep.';
comment on column ship_private.sweeps.asked_home_at is 'When the functions at the project''s address were last asked whether this database is still theirs.';
comment on column ship_private.sweeps.cron_run_id is 'The history of pg_cron is tidied up to here: what was passed once is not read again.';
comment on column ship_private.sweeps.tidied_at is 'When what nobody needs was last looked for: not in every sweep, since each has a new connection, which would plan a statement per table.';
comment on column ship_private.sweeps.unpushed_through_id is 'Up to which device those that no push reaches were looked at in this round.';
