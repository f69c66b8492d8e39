create function ship.announcement_progress(announcement uuid default null)
returns jsonb
language sql
stable
security invoker
set search_path = ''
return ship_private.announcement_progress(announcement_progress.announcement);

revoke all on function ship.announcement_progress(uuid) from public, anon, authenticated, service_role;
grant execute on function ship.announcement_progress(uuid) to service_role;

comment on function ship.announcement_progress(uuid) is
  'How far an announcement is, the newest when null; what slipway watch shows.';
