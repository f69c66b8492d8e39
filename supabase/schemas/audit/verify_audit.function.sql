create function ship_private.verify_audit(from_seq bigint, expected_head text)
returns table (seq bigint, problem text)
language sql
stable
security definer -- definer: because an auditor verifies through the Data API
set search_path = ''
begin atomic
  with links as (
    select
      audit_log.seq,
      audit_log.row_hash,
      audit_log.prev_hash,
      audit_log.row_hash <> ship_private.audit_hash(
        audit_log.prev_hash, audit_log.seq, audit_log.at, audit_log.actor, audit_log.action, audit_log.subject, audit_log.detail
      ) as is_edited,
      lag(audit_log.seq) over chain as previous_seq,
      lag(audit_log.row_hash) over chain as previous_hash
    from ship.audit_log
    where audit_log.seq >= coalesce(verify_audit.from_seq, 1)
    window chain as (order by audit_log.seq)
  ),
  problems as (
    select
      links.seq,
      case
        when links.is_edited
          then 'row_edited'
        when links.seq <> coalesce(links.previous_seq + 1, greatest(verify_audit.from_seq, 1))
          then 'row_missing_before'
        when links.prev_hash <> coalesce(
          links.previous_hash,
          case when links.seq = 1 then decode(repeat('00', 32), 'hex') else links.prev_hash end
        )
          then 'link_broken'
      end as problem
    from links
    union all
    -- the head that was published earlier must still be there, unchanged
    select
      coalesce(substring(verify_audit.expected_head from '^[0-9]{1,18}')::bigint, 0),
      'head_missing'
    where not ship_private.has_audit_head(verify_audit.expected_head)
  )
  select problems.seq, problems.problem
  from problems
  where problems.problem is not null
  order by problems.seq
  limit 1;
end;

revoke all on function ship_private.verify_audit(bigint, text) from public, anon, authenticated, service_role;
grant execute on function ship_private.verify_audit(bigint, text) to service_role;

comment on function ship_private.verify_audit(bigint, text) is
  'The first broken link (row_edited, row_missing_before, link_broken, head_missing), or nothing when the chain holds.';
