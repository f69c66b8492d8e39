create table ship_private.audit_inbox (
  id bigint generated always as identity primary key,
  at timestamptz not null default clock_timestamp(),
  actor text not null,
  action text not null,
  subject text not null,
  detail jsonb not null default '{}'
);

alter table ship_private.audit_inbox enable row level security;
revoke all on ship_private.audit_inbox from public, anon, authenticated, service_role;
revoke all on sequence ship_private.audit_inbox_id_seq from public, anon, authenticated, service_role;

comment on table ship_private.audit_inbox is
  'Entries of transactions that have not committed: chained at commit, so that two audited statements can''t deadlock.';
