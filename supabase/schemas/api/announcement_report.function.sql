create function ship.announcement_report(announcement uuid)
returns jsonb
language sql
stable
security invoker
set search_path = ''
return ship_private.announcement_report(announcement_report.announcement);

revoke all on function ship.announcement_report(uuid) from public, anon, authenticated, service_role;
grant execute on function ship.announcement_report(uuid) to service_role;

comment on function ship.announcement_report(uuid) is
  'How far one announcement got.';
