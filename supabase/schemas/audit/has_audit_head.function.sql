create function ship_private.has_audit_head(head text)
returns boolean
language sql
stable
security invoker
set search_path = ''
begin atomic
  select has_audit_head.head is null or exists (
    select
    from ship.audit_log
    where has_audit_head.head ~ '^[0-9]{1,18}:[0-9a-f]{12,64}$'
      and audit_log.seq = coalesce(substring(has_audit_head.head from '^[0-9]{1,18}')::bigint, 0)
      and starts_with(audit_log.seq || ':' || encode(audit_log.row_hash, 'hex'), has_audit_head.head)
  );
end;

revoke all on function ship_private.has_audit_head(text) from public, anon, authenticated, service_role;

comment on function ship_private.has_audit_head(text) is
  'Whether the chain still has the entry "seq:hash" as it was; twelve or more of the hash''s digits do. Null asks for nothing.';
