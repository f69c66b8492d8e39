create function ship_private.deliver_report(report_id bigint)
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  insert into ship.deliveries (seq, transport, kind, finding_report_id)
  select manifest_head.seq, transports.transport, transports.kind, deliver_report.report_id
  from ship.transports
  cross join ship.manifest_head
  where transports.is_on
    and transports.kind = 'chat';
  if found then
    perform ship_private.call_functions(array['announce'], 'hint');
  end if;
end;
$$;

revoke all on function ship_private.deliver_report(bigint) from public, anon, authenticated, service_role;

comment on function ship_private.deliver_report(bigint) is 'Every chat is owed what a report says.';
