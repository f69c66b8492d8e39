create function ship_private.verify_audit_heads(heads text[])
returns jsonb
language sql
stable
security definer -- definer: because an auditor verifies through the Data API
set search_path = ''
begin atomic
  select jsonb_build_object(
    'head', ship_private.audit_head(),
    'problem', (
      select jsonb_build_object('seq', problems.seq, 'problem', problems.problem)
      from ship_private.verify_audit(1, null) as problems
    ),
    'missing', (
      select coalesce(jsonb_agg(kept.head order by kept.place), '[]')
      from unnest(verify_audit_heads.heads) with ordinality as kept (head, place)
      where not ship_private.has_audit_head(kept.head)
    )
  );
end;

revoke all on function ship_private.verify_audit_heads(text[]) from public, anon, authenticated, service_role;
grant execute on function ship_private.verify_audit_heads(text[]) to service_role;

comment on function ship_private.verify_audit_heads(text[]) is
  'The whole chain beside heads that were kept elsewhere: where it stands, its first broken link, and which of the heads are not in it.';
