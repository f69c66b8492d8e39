create function ship_private.last_told_step(salt uuid, topic text, apns_environment text)
returns ship.push_runs
language plpgsql
stable
security invoker
set search_path = ''
as $$
declare
  v_run ship.push_runs;
begin
  if last_told_step.salt is null then
    return null;
  end if;
  with steps as (
    select
      push_runs.*,
      announcements.announced_at,
      push_runs.state in ('running', 'retrying', 'finished') or (
        push_runs.stop_reason is distinct from 'too_many_bad_tokens'
        and push_runs.cursor_id >= push_runs.bound_id
        and not exists (
          select
          from ship.push_batches
          where push_batches.run_id = push_runs.id
            and push_batches.kind = 'range'
            and push_batches.state <> 'finished'
        )
      ) as has_told
    from ship.push_runs
    join ship.announcements on announcements.seq = push_runs.seq
    where push_runs.salt = last_told_step.salt
      and push_runs.topic = last_told_step.topic
      and push_runs.apns_environment = last_told_step.apns_environment
  )
  select push_runs.*
  into v_run
  from ship.push_runs
  join steps on steps.id = push_runs.id
  where steps.has_told
    -- it left to an earlier step what that one has not told after all
    and not exists (
      select
      from steps as earlier
      where not earlier.has_told
        and earlier.id < steps.id
        and earlier.to_bps <= steps.from_bps
        and earlier.announced_at <= steps.told_until
    )
  order by steps.to_bps desc, steps.id desc
  limit 1;
  return v_run;
end;
$$;

revoke all on function ship_private.last_told_step(uuid, text, text) from public, anon, authenticated, service_role;

comment on function ship_private.last_told_step(uuid, text, text) is
  'The widest step of a rollout whose devices were all told or are being told; the devices of a step that stopped on its way are told by the next one.';
