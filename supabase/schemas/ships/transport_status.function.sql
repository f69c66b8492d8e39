create function ship_private.transport_status()
returns jsonb
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  return (
    select jsonb_agg(
      jsonb_build_object(
        'transport', transports.transport,
        'kind', transports.kind,
        'is_on', transports.is_on,
        'last_state', last_delivery.state,
        'last_error', last_delivery.last_error,
        'last_at', last_delivery.finished_at
      )
      order by transports.transport
    )
    from ship.transports
    left join lateral (
      select deliveries.state, deliveries.last_error, deliveries.finished_at
      from ship.announcements
      join ship.deliveries on deliveries.announcement_id = announcements.id
      where announcements.seq > (select manifest_head.seq - 100 from ship.manifest_head)
        and deliveries.transport = transports.transport
        and deliveries.finished_at is not null
        and deliveries.state <> 'superseded'
      order by announcements.seq desc, deliveries.id desc
      limit 1
    ) as last_delivery on true
  );
end;
$$;

revoke all on function ship_private.transport_status() from public, anon, authenticated, service_role;

comment on function ship_private.transport_status() is
  'Which transports are on and how the last delivery over each ended; not_configured is a transport without credentials.';
