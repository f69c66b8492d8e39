create function ship.verify_audit(from_seq bigint default 1, expected_head text default null)
returns table (seq bigint, problem text)
language sql
stable
security invoker
set search_path = ''
begin atomic
  select *
  from ship_private.verify_audit(verify_audit.from_seq, verify_audit.expected_head);
end;

revoke all on function ship.verify_audit(bigint, text) from public, anon, authenticated, service_role;
grant execute on function ship.verify_audit(bigint, text) to service_role;

comment on function ship.verify_audit(bigint, text) is
  'The first broken link of the chain, or nothing.';
