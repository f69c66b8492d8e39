create table ship.audit_log (
  seq bigint primary key,
  at timestamptz not null,
  actor text not null,
  action text not null,
  subject text not null,
  detail jsonb not null,
  prev_hash bytea not null,
  row_hash bytea not null,
  constraint audit_hashes_are_sha256
    check (octet_length(prev_hash) = 32 and octet_length(row_hash) = 32)
);

alter table ship.audit_log enable row level security;
revoke all on ship.audit_log from public, anon, authenticated, service_role;
grant select on ship.audit_log to service_role;

comment on table ship.audit_log is
  'What happened, each row bound to the one before by its hash. Append-only; holds no tokens and no installation ids.';
