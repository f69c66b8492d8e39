create function ship.audit_head()
returns text
language sql
stable
security invoker
set search_path = ''
return ship_private.audit_head();

revoke all on function ship.audit_head() from public, anon, authenticated, service_role;
grant execute on function ship.audit_head() to service_role;

comment on function ship.audit_head() is
  'The tail of the chain as "seq:hash".';
