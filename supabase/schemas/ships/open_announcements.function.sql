create function ship_private.open_announcements()
returns jsonb
language plpgsql
stable
security invoker
set search_path = ''
as $$
declare
  -- what a person can still look at; an announcement with more behind it is superseded or expired soon
  c_most constant integer := 20;
begin
  return (
    select coalesce(jsonb_agg(ship_private.announcement_progress(open.id) order by open.seq), '[]')
    from (
      select announcements.id, announcements.seq
      from ship.announcements
      where announcements.seq > (select manifest_head.seq - 100 from ship.manifest_head)
        and exists (
          select
          from ship.deliveries
          where deliveries.announcement_id = announcements.id
            and (
              deliveries.finished_at is null
              or deliveries.state = 'failed' and deliveries.finished_at > clock_timestamp() - interval '24 hours'
            )
        )
      order by announcements.seq desc
      limit c_most
    ) as open
  );
end;
$$;

revoke all on function ship_private.open_announcements() from public, anon, authenticated, service_role;

comment on function ship_private.open_announcements() is
  'Announcements that are under way, or of which a delivery failed within the last day; at most 20, oldest first.';
