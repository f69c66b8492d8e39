create function ship_private.prune_hosts()
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  -- a slice a minute, as in ship_private.prune
  c_slice constant integer := 1000;
  v_policy ship.host_policy;
begin
  select * into v_policy from ship.host_policy where host_policy.is_only_row;

  delete from ship.hosts
  where (hosts.environment, hosts.host) in (
    select old.environment, old.host
    from ship.hosts as old
    where old.last_seen_at < clock_timestamp() - v_policy.keep_hosts
    order by old.last_seen_at
    limit c_slice
  );

  -- a cutover goes as a whole: half of one would not be live any more
  delete from ship.cutover_steps
  where cutover_steps.promotion in (
    select old.promotion
    from ship.cutover_steps as old
    group by old.promotion
    having max(old.done_at) < clock_timestamp() - v_policy.keep_cutovers
    limit c_slice
  );
end;
$$;

revoke all on function ship_private.prune_hosts() from public, anon, authenticated, service_role;

comment on function ship_private.prune_hosts() is
  'Forgets hosts that were not heard for as long as the policy says, and cutovers whose last step is as old.';
