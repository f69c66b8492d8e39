create function ship.verify_audit_heads(heads text[])
returns jsonb
language sql
stable
security invoker
set search_path = ''
return ship_private.verify_audit_heads(verify_audit_heads.heads);

revoke all on function ship.verify_audit_heads(text[]) from public, anon, authenticated, service_role;
grant execute on function ship.verify_audit_heads(text[]) to service_role;

comment on function ship.verify_audit_heads(text[]) is
  'Whether the chain holds, and still has every head that was kept elsewhere.';
