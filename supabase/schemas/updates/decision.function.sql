create function ship_private.decision(
  kind text,
  reason text,
  shown jsonb default null,
  can_skip boolean default true,
  message jsonb default null,
  deadline jsonb default null,
  contact_url jsonb default null
)
returns jsonb
language plpgsql
immutable
security invoker
set search_path = ''
as $$
begin
  return jsonb_build_object(
    'kind', decision.kind,
    'build', decision.shown -> 'build',
    'version', decision.shown -> 'version',
    'url', decision.shown -> 'url',
    'severity', decision.shown -> 'severity',
    'can_skip', decision.can_skip,
    'deadline', decision.deadline,
    'message', decision.message,
    'contact_url', decision.contact_url,
    'reason', decision.reason
  );
end;
$$;

revoke all on function ship_private.decision(text, text, jsonb, boolean, jsonb, jsonb, jsonb)
  from public, anon, authenticated, service_role;

comment on function ship_private.decision(text, text, jsonb, boolean, jsonb, jsonb, jsonb) is
  'A decision with every field that a client knows; what is not said is null, and can be skipped.';
