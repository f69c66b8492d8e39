create function ship_private.audit_delivery(delivery_id bigint)
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  insert into ship_private.audit_inbox (actor, action, subject, detail)
  select
    ship_private.current_actor(), 'delivery.' || deliveries.state, coalesce(deliveries.announcement_id::text, 'findings'),
    jsonb_strip_nulls(jsonb_build_object(
      'seq', deliveries.seq,
      'report', deliveries.finding_report_id,
      'transport', deliveries.transport,
      'component', deliveries.component_key,
      -- live goes without saying
      'channel', nullif(deliveries.channel, 'live'),
      'status', deliveries.last_status,
      'error', deliveries.last_error,
      'sent', runs.sent_count,
      'total', runs.device_count
    ))
  from ship.deliveries
  cross join lateral (
    select sum(push_runs.sent_count) as sent_count, sum(push_runs.device_count) as device_count
    from ship.push_runs
    where push_runs.delivery_id = deliveries.id
  ) as runs
  where deliveries.id = audit_delivery.delivery_id;
end;
$$;

revoke all on function ship_private.audit_delivery(bigint) from public, anon, authenticated, service_role;

comment on function ship_private.audit_delivery(bigint) is 'Chains how a delivery ended.';
