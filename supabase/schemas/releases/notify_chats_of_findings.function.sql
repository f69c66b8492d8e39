create function ship_private.notify_chats_of_findings(source text, opened jsonb, healed jsonb)
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  v_report_id bigint;
begin
  insert into ship.finding_reports (source, opened, healed)
  values (notify_chats_of_findings.source, notify_chats_of_findings.opened, notify_chats_of_findings.healed)
  returning finding_reports.id into v_report_id;

  perform ship_private.deliver_report(v_report_id);
end;
$$;

revoke all on function ship_private.notify_chats_of_findings(text, jsonb, jsonb) from public, anon, authenticated, service_role;

comment on function ship_private.notify_chats_of_findings(text, jsonb, jsonb) is
  'The chat hears what broke and what healed, through the same outbox as everything else.';
