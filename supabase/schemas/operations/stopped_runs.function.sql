create function ship_private.stopped_runs()
returns jsonb
language plpgsql
stable
security invoker
set search_path = ''
as $$
declare
  -- what a person can still look at
  c_most constant integer := 20;
begin
  return (
    select coalesce(
      jsonb_agg(
        jsonb_build_object(
          'run', stopped.id,
          'seq', stopped.seq,
          'component', stopped.component_key,
          'topic', stopped.topic,
          'apns_environment', stopped.apns_environment,
          'reason', stopped.stop_reason,
          'detail', stopped.stop_detail,
          'at', stopped.finished_at
        )
        order by stopped.id
      ),
      '[]'
    )
    from (
      select push_runs.*
      from ship.components
      -- of each component only its last announcement: an older run can't be resumed
      cross join lateral (
        select max(push_runs.seq) as seq
        from ship.push_runs
        where push_runs.component_key = components.key
      ) as last_run
      join ship.push_runs
        on push_runs.component_key = components.key
        and push_runs.seq = last_run.seq
      where push_runs.state = 'stopped'
        and not ship_private.is_ended_on_purpose(push_runs.stop_reason)
      order by push_runs.id
      limit c_most
    ) as stopped
  );
end;
$$;

revoke all on function ship_private.stopped_runs() from public, anon, authenticated, service_role;

comment on function ship_private.stopped_runs() is
  'The runs of each component''s last announcement that stopped, with their reasons; not those that were ended on purpose.';
