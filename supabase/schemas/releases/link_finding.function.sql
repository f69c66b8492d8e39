create function ship_private.link_finding(source text, key text, issue_url text)
returns boolean
language plpgsql
volatile
security definer
set search_path = ''
as $$
#variable_conflict use_column
-- definer: because findings are written by nobody directly
declare
  v_before ship.invariants;
begin
  select *
  into v_before
  from ship.invariants
  where invariants.source = link_finding.source
    and invariants.key = link_finding.key
  for update;
  if not found then
    raise exception using
      errcode = 'PT404',
      message = 'finding_unknown',
      detail  = format('%L has no finding %L', left(link_finding.source, 48), left(link_finding.key, 200)),
      hint    = 'ship.release_status() lists them.';
  end if;
  if v_before.issue_url is not distinct from link_finding.issue_url then
    return false;
  end if;

  update ship.invariants
  set issue_url = link_finding.issue_url
  where invariants.source = v_before.source
    and invariants.key = v_before.key;
  insert into ship_private.audit_inbox (actor, action, subject, detail)
  values (
    ship_private.current_actor(), 'finding.linked', v_before.source,
    jsonb_strip_nulls(jsonb_build_object('key', v_before.key, 'issue_url', link_finding.issue_url))
  );
  return true;
end;
$$;

revoke all on function ship_private.link_finding(text, text, text) from public, anon, authenticated, service_role;
grant execute on function ship_private.link_finding(text, text, text) to service_role;

comment on function ship_private.link_finding(text, text, text) is
  'Where a finding is tracked from now on, null for nowhere; false when it was so before.';
