create function ship_private.describe_deliveries(delivery_ids bigint[])
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
        'id', deliveries.id,
        'lease_token', deliveries.lease_token,
        'transport', deliveries.transport,
        'kind', deliveries.kind,
        'attempt', deliveries.attempt_count,
        'announcement', announcements.id,
        'seq', deliveries.seq,
        'forced', coalesce(announcements.is_forced, false),
        'announced_at', coalesce(announcements.announced_at, deliveries.created_at),
        'component', deliveries.component_key,
        'channel', deliveries.channel,
        'event', changes.event,
        'bps', changes.bps,
        'salt', changes.salt,
        'build', changes.build,
        'previous_build', changes.previous_build,
        'version', changes.version,
        'project', manifest_head.name,
        'parts_sent', deliveries.parts_sent,
        'audit_head', deliveries.audit_head,
        'changes', case when deliveries.component_key is null then (
          select jsonb_agg(jsonb_build_object(
            'component', announced_changes.component_key,
            'channel', announced_changes.channel,
            'build', announced_changes.build,
            'previous_build', announced_changes.previous_build,
            'version', announced_changes.version
          ))
          from ship.announced_changes
          where announced_changes.announcement_id = announcements.id
        ) end,
        'stopped_run', case when deliveries.stopped_run_id is not null then (
          select ship_private.run_progress(push_runs)
          from ship.push_runs
          where push_runs.id = deliveries.stopped_run_id
        ) end,
        'findings', (
          select jsonb_build_object('source', reports.source, 'opened', reports.opened, 'healed', reports.healed, 'news', reports.news)
          from ship.finding_reports as reports
          where reports.id = deliveries.finding_report_id
        ),
        'notes', case when deliveries.component_key is null then announcements.notes end,
        'components', case when deliveries.component_key is null then announcements.components end
      )
      order by deliveries.seq, deliveries.id
    )
    from ship.deliveries
    left join ship.announcements on announcements.id = deliveries.announcement_id
    cross join ship.manifest_head
    left join ship.announced_changes as changes
      on changes.announcement_id = deliveries.announcement_id
      and changes.component_key = deliveries.component_key
      and changes.channel = deliveries.channel
    where deliveries.id = any (describe_deliveries.delivery_ids)
  );
end;
$$;

revoke all on function ship_private.describe_deliveries(bigint[]) from public, anon, authenticated, service_role;

comment on function ship_private.describe_deliveries(bigint[]) is 'Everything a function needs to deliver what it has leased, in one document.';
