create function ship_private.run_progress(run ship.push_runs)
returns jsonb
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  return (
    select jsonb_build_object(
      'run', (run_progress.run).id,
      'component', (run_progress.run).component_key,
      'channel', (run_progress.run).channel,
      'build', (run_progress.run).build,
      'from_bps', (run_progress.run).from_bps,
      'to_bps', (run_progress.run).to_bps,
      'topic', (run_progress.run).topic,
      'apns_environment', (run_progress.run).apns_environment,
      'state', (run_progress.run).state,
      'reason', (run_progress.run).stop_reason,
      'detail', (run_progress.run).stop_detail,
      'answered', (run_progress.run).device_count,
      'sent', (run_progress.run).sent_count,
      -- ids are dense enough for a bar: how far the cursor is, not a count of devices
      'share', case
        when (run_progress.run).state = 'finished' or (run_progress.run).bound_id = 0 then 1
        else round((run_progress.run).cursor_id::numeric / (run_progress.run).bound_id, 4)
      end,
      'workers', count(*) filter (where push_batches.state = 'leased' and push_batches.leased_until > clock_timestamp()),
      'takeovers', coalesce(sum(push_batches.takeover_count), 0),
      'started_at', (run_progress.run).started_at,
      'finished_at', (run_progress.run).finished_at,
      'first_answer_at', min(push_batches.first_answer_at),
      'last_answer_at', max(push_batches.last_answer_at),
      'failures', (
        select coalesce(jsonb_object_agg(counts.reason, counts.failed_count), '{}')
        from ship.push_failure_counts as counts
        where counts.run_id = (run_progress.run).id
          and counts.failed_count > 0
      ),
      'retrying', (
        select coalesce(sum(counts.retrying_count), 0)
        from ship.push_failure_counts as counts
        where counts.run_id = (run_progress.run).id
      )
    )
    from ship.push_batches
    where push_batches.run_id = (run_progress.run).id
  );
end;
$$;

revoke all on function ship_private.run_progress(ship.push_runs) from public, anon, authenticated, service_role;

comment on function ship_private.run_progress(ship.push_runs) is 'One run as a progress display shows it.';
