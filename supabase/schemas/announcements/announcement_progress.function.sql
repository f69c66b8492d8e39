create function ship_private.announcement_progress(announcement uuid)
returns jsonb
language plpgsql
stable
security definer
set search_path = ''
as $$
-- definer: because counts come from the runs' rows
declare
  v_announcement ship.announcements;
begin
  select *
  into v_announcement
  from ship.announcements
  where announcement_progress.announcement is null
    or announcements.id = announcement_progress.announcement
  order by announcements.seq desc
  limit 1;
  if not found then
    return null;
  end if;

  return jsonb_build_object(
    'announcement', v_announcement.id,
    'seq', v_announcement.seq,
    'announced_at', v_announcement.announced_at,
    'now', clock_timestamp(),
    'forced', v_announcement.is_forced,
    'changes', (
      select jsonb_agg(
        jsonb_build_object(
          'component', changes.component_key,
          'channel', changes.channel,
          'event', changes.event,
          'bps', changes.bps,
          'build', changes.build,
          'previous_build', changes.previous_build
        )
        order by changes.component_key, changes.channel
      )
      from ship.announced_changes as changes
      where changes.announcement_id = v_announcement.id
    ),
    'deliveries', (
      select coalesce(
        jsonb_agg(
          jsonb_build_object(
            'transport', deliveries.transport,
            'kind', deliveries.kind,
            'component', deliveries.component_key,
            'channel', deliveries.channel,
            'stopped_run', deliveries.stopped_run_id,
            'state', deliveries.state,
            'attempts', deliveries.attempt_count,
            'status', deliveries.last_status,
            'error', deliveries.last_error,
            'lag_ms', round(1000 * extract(epoch from coalesce(deliveries.finished_at, clock_timestamp()) - v_announcement.announced_at))
          )
          order by deliveries.id
        ),
        '[]'
      )
      from ship.deliveries
      where deliveries.announcement_id = v_announcement.id
    ),
    'runs', (
      select coalesce(jsonb_agg(ship_private.run_progress(push_runs) order by push_runs.id), '[]')
      from ship.push_runs
      join ship.deliveries on deliveries.id = push_runs.delivery_id
      where deliveries.announcement_id = v_announcement.id
    ),
    'complete', (
      select coalesce(bool_and(deliveries.finished_at is not null), true)
      from ship.deliveries
      where deliveries.announcement_id = v_announcement.id
    )
  );
end;
$$;

revoke all on function ship_private.announcement_progress(uuid) from public, anon, authenticated, service_role;
grant execute on function ship_private.announcement_progress(uuid) to service_role;

comment on function ship_private.announcement_progress(uuid) is
  'How far an announcement (the newest when null) is, run by run, for a progress display; cheap enough to ask every second.';
