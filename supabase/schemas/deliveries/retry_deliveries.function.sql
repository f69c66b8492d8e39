create function ship_private.retry_deliveries()
returns integer
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- definer: because the outbox is changed by nobody directly
declare
  v_count integer;
begin
  with failed as (
    select deliveries.id
    from ship.deliveries
    cross join ship.push_policy
    -- by what is indexed: nobody retries what is a hundred announcements old
    where deliveries.id in (
        select legs.id
        from ship.announcements
        join ship.deliveries as legs on legs.announcement_id = announcements.id
        where announcements.seq > (select manifest_head.seq - 100 from ship.manifest_head)
        union all
        select legs.id
        from ship.finding_reports as reports
        join ship.deliveries as legs on legs.finding_report_id = reports.id
        where reports.reported_at > clock_timestamp() - push_policy.delivery_life
      )
      and deliveries.state = 'failed'
      and deliveries.kind <> 'push'
      and deliveries.transport in (select transports.transport from ship.transports where transports.is_on)
      and deliveries.created_at > clock_timestamp() - push_policy.delivery_life
      and not exists (
        select
        from ship.deliveries as later
        where later.transport = deliveries.transport
          and later.component_key = deliveries.component_key
          and later.channel = deliveries.channel
          and later.seq > deliveries.seq
      )
    order by deliveries.id
    for update of deliveries skip locked
  ),
  retried as (
    update ship.deliveries
    set state = 'pending', next_attempt_at = clock_timestamp(), finished_at = null
    from failed
    where deliveries.id = failed.id
    returning deliveries.*
  )
  insert into ship_private.audit_inbox (actor, action, subject, detail)
  select
    ship_private.current_actor(), 'delivery.retried', coalesce(retried.announcement_id::text, 'findings'),
    jsonb_strip_nulls(jsonb_build_object(
      'seq', retried.seq, 'report', retried.finding_report_id, 'transport', retried.transport, 'component', retried.component_key, 'error', retried.last_error
    ))
  from retried
  order by retried.id;
  get diagnostics v_count = row_count;

  if v_count > 0 then
    perform ship_private.call_functions(array['announce'], 'hint');
  end if;
  return v_count;
end;
$$;

revoke all on function ship_private.retry_deliveries() from public, anon, authenticated, service_role;
grant execute on function ship_private.retry_deliveries() to service_role;

comment on function ship_private.retry_deliveries() is
  'What failed within its life is tried once more from the part where it stopped, but no broadcast that a later one has overtaken, and nothing over a transport that is off; how many.';
