create function ship.stop_announcement(announcement uuid, reason text, actor text default null)
returns jsonb
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return ship_private.stop_announcement(stop_announcement.announcement, stop_announcement.reason, stop_announcement.actor);
exception
  -- without Postgres' detail, which shows the row
  when integrity_constraint_violation then
    raise exception using errcode = sqlstate, message = sqlerrm;
end;
$$;

revoke all on function ship.stop_announcement(uuid, text, text) from public, anon, authenticated, service_role;
grant execute on function ship.stop_announcement(uuid, text, text) to service_role;

comment on function ship.stop_announcement(uuid, text, text) is
  'Stops an announcement by hand, with a reason.';
