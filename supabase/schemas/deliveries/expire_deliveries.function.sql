create function ship_private.expire_deliveries()
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  v_delivery_id bigint;
begin
  -- A newer build of the component is on its way: a broadcast whose sender died is not repeated.
  update ship.deliveries
  set state = 'superseded', finished_at = clock_timestamp(), lease_token = null, leased_until = null
  where deliveries.kind = 'broadcast'
    and deliveries.state = 'leased'
    and deliveries.leased_until <= clock_timestamp()
    and exists (
      select
      from ship.deliveries as later
      join ship.announced_changes as changes
        on changes.announcement_id = later.announcement_id
        and changes.component_key = later.component_key
        and changes.channel = later.channel
      where changes.event = 'build-available'
        and later.transport = deliveries.transport
        and later.component_key = deliveries.component_key
        and later.channel = deliveries.channel
        and later.seq > deliveries.seq
    );

  -- A push delivery ends with its runs (expire_runs).
  for v_delivery_id in
    update ship.deliveries
    set state = 'skipped', last_error = 'expired', finished_at = clock_timestamp(), lease_token = null, leased_until = null
    from ship.push_policy
    where deliveries.state in ('pending', 'leased')
      and deliveries.kind <> 'push'
      and deliveries.created_at < clock_timestamp() - push_policy.delivery_life
      and coalesce(deliveries.leased_until, '-infinity') <= clock_timestamp()
    returning deliveries.id
  loop
    perform ship_private.audit_delivery(v_delivery_id);
  end loop;
end;
$$;

revoke all on function ship_private.expire_deliveries() from public, anon, authenticated, service_role;

comment on function ship_private.expire_deliveries() is
  'Ends what is not worth delivering any more: older than the policy''s life, or overtaken after its sender died.';
