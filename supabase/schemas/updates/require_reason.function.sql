create function ship_private.require_reason(reason text)
returns void
language plpgsql
immutable
security invoker
set search_path = ''
as $$
begin
  if (btrim(require_reason.reason) <> '') is not true then
    raise exception using
      errcode = 'PT422',
      message = 'reason_missing',
      detail  = 'this needs a reason',
      hint    = 'Say why; it stays with the rollout or the policy, and in the audit log.';
  end if;
end;
$$;

revoke all on function ship_private.require_reason(text) from public, anon, authenticated, service_role;

comment on function ship_private.require_reason(text) is 'Refuses an empty reason.';
