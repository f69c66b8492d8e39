create function ship_private.prune_environments()
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  -- a slice a minute, as in ship_private.prune
  c_slice constant integer := 1000;
  v_before timestamptz;
begin
  select clock_timestamp() - environment_policy.keep_deployments
  into v_before
  from ship.environment_policy
  where environment_policy.is_only_row;

  delete from ship.deployments
  where deployments.id = any (array(
    select old.id
    from ship.deployments as old
    where old.finished_at < v_before
      and not exists (
        select
        from ship.deployed
        where deployed.deployment_id = old.id
      )
    order by old.finished_at
    limit c_slice
  ));

  delete from ship.promotions
  where promotions.id = any (array(
    select old.id
    from ship.promotions as old
    where old.finished_at < v_before
      and exists (
        select
        from ship.promotions as later
        where later.environment = old.environment
          and later.started_at > old.started_at
      )
    order by old.finished_at
    limit c_slice
  ));
end;
$$;

revoke all on function ship_private.prune_environments() from public, anon, authenticated, service_role;

comment on function ship_private.prune_environments() is
  'Forgets old deployments but those that run, and old promotions but the last of each environment. The audit log keeps how each ended.';
