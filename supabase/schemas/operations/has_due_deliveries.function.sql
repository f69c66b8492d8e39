create function ship_private.has_due_deliveries()
returns boolean
language sql
stable
security invoker
set search_path = ''
return exists (
  select
  from ship.deliveries
  where deliveries.state in ('pending', 'leased')
    and deliveries.kind <> 'push'
    and coalesce(deliveries.leased_until, deliveries.next_attempt_at) <= clock_timestamp()
    -- as in claim_deliveries: what waits behind an earlier one is not due yet
    and not exists (
      select
      from ship.deliveries as earlier
      where earlier.state in ('pending', 'leased')
        and earlier.transport = deliveries.transport
        and earlier.component_key is not distinct from deliveries.component_key
        and earlier.channel is not distinct from deliveries.channel
        and earlier.seq < deliveries.seq
    )
);

revoke all on function ship_private.has_due_deliveries() from public, anon, authenticated, service_role;

comment on function ship_private.has_due_deliveries() is 'Whether announce would find work.';
