create function ship_private.announcement_report(announcement uuid)
returns jsonb
language sql
stable
security definer -- definer: because counts come from the runs' rows
set search_path = ''
begin atomic
  with legs as (
    select *
    from ship.deliveries
    where deliveries.announcement_id = announcement_report.announcement
  ),
  runs as (
    select push_runs.*
    from ship.push_runs
    join legs on legs.id = push_runs.delivery_id
  ),
  failures as (
    select first_ones.device_id, first_ones.status, first_ones.reason
    from runs
    -- of each run by itself, in the order of its key: never all of them
    cross join lateral (
      select push_failures.run_id, push_failures.device_id, push_failures.status, push_failures.reason
      from ship.push_failures
      where push_failures.run_id = runs.id
      order by push_failures.device_id
      limit 100
    ) as first_ones
    order by first_ones.run_id, first_ones.device_id
    limit 100
  )
  select jsonb_build_object(
    'announcement', announcement_report.announcement,
    'broadcast', (
      select jsonb_build_object(
        'ok', coalesce(bool_and(legs.state = 'delivered'), false),
        'status', max(legs.last_status),
        'state', min(legs.state)
      )
      from legs
      where legs.kind = 'broadcast'
    ),
    'apns', jsonb_build_object(
      'sent', (select coalesce(sum(runs.sent_count), 0) from runs),
      'total', (select coalesce(sum(runs.device_count), 0) from runs),
      'state', (select min(legs.state) from legs where legs.kind = 'push'),
      'error', (select min(legs.last_error) from legs where legs.kind = 'push'),
      'detail', (select min(runs.stop_detail) from runs where runs.stop_reason <> 'not_configured'),
      'results', coalesce(
        (
          select jsonb_agg(jsonb_build_object(
            'device', failures.device_id, 'status', failures.status, 'reason', failures.reason
          ))
          from failures
        ),
        '[]'
      )
    ),
    'chats', (
      select coalesce(
        jsonb_object_agg(legs.transport, jsonb_build_object('state', legs.state, 'error', legs.last_error)),
        '{}'
      )
      from legs
      where legs.kind = 'chat'
        and legs.stopped_run_id is null
    ),
    'complete', (select coalesce(bool_and(legs.finished_at is not null), false) from legs)
  );
end;

revoke all on function ship_private.announcement_report(uuid) from public, anon, authenticated, service_role;
grant execute on function ship_private.announcement_report(uuid) to service_role;

comment on function ship_private.announcement_report(uuid) is
  'How far one announcement got over each transport; at most 100 devices that were not told, by id, never by token.';
