create table ship.ledger_policy (
  is_only_row boolean primary key default true,
  keep_done_steps interval not null default '400 days',
  constraint ledger_policy_has_one_row
    check (is_only_row),
  constraint ledger_policy_keeps_done_steps_for_a_while
    check (keep_done_steps >= interval '2 days')
);

insert into ship.ledger_policy default values;

alter table ship.ledger_policy enable row level security;
revoke all on ship.ledger_policy from public, anon, authenticated, service_role;
grant select on ship.ledger_policy to service_role;

comment on table ship.ledger_policy is 'How long the ledger of operator steps is kept, in one row.';
comment on column ship.ledger_policy.keep_done_steps is 'How long after somebody said that it is done. One that is open stays.';
