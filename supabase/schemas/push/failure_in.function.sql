create function ship_private.failure_in(previous ship.push_runs, device ship.device_push_tokens)
returns text
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  return (
    select push_failures.reason
    from ship.push_failures
    where push_failures.device_id = (failure_in.device).id
      and push_failures.run_id = (
        -- the last step of a rollout that asked it
        select steps.id
        from ship.push_runs as steps
        where (steps.id = (failure_in.previous).id or steps.salt = (failure_in.previous).salt)
          and steps.id <= (failure_in.previous).id
          and steps.topic = (failure_in.previous).topic
          and steps.apns_environment = (failure_in.previous).apns_environment
          and ship_private.is_in_cohort(steps, (failure_in.device).installation_id, (failure_in.device).eligible_since)
        order by steps.id desc
        limit 1
      )
  );
end;
$$;

revoke all on function ship_private.failure_in(ship.push_runs, ship.device_push_tokens) from public, anon, authenticated, service_role;

comment on function ship_private.failure_in(ship.push_runs, ship.device_push_tokens) is
  'Why a device did not get the alert of a finished run, or of the step of its rollout that asked it; null: it did, or was not asked.';
