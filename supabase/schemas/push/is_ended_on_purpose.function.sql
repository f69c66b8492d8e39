create function ship_private.is_ended_on_purpose(stop_reason text)
returns boolean
language plpgsql
immutable
security invoker
set search_path = ''
as $$
begin
  return is_ended_on_purpose.stop_reason in ('not_configured', 'stopped_by_hand', 'transport_off', 'project_adopted', 'halted', 'withdrawn');
end;
$$;

revoke all on function ship_private.is_ended_on_purpose(text) from public, anon, authenticated, service_role;

comment on function ship_private.is_ended_on_purpose(text) is
  'Somebody wanted the run to end, or never set up pushes: no news for the chat, no fault for the doctor.';
