create function ship_private.audit_head()
returns text
language plpgsql
stable
security definer
set search_path = ''
as $$
-- definer: because the head is published to callers without rights on the log
begin
  return (
    select audit_log.seq || ':' || encode(audit_log.row_hash, 'hex')
    from ship.audit_log
    order by audit_log.seq desc
    limit 1
  );
end;
$$;

revoke all on function ship_private.audit_head() from public, anon, authenticated, service_role;
grant execute on function ship_private.audit_head() to service_role;

comment on function ship_private.audit_head() is 'The tail of the chain as "seq:hash"; keep it elsewhere to detect a cut tail later.';
