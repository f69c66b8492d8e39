create function ship_private.claim_deliveries(max_count integer)
returns jsonb
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- definer: because the outbox is changed by nobody directly
declare
  v_claimed bigint[];
begin
  if ship_private.look_for_home() is not null then
    return '[]';
  end if;
  perform ship_private.expire_deliveries();

  with due as (
    select deliveries.id
    from ship.deliveries
    where deliveries.state in ('pending', 'leased')
      and deliveries.kind <> 'push'
      and coalesce(deliveries.leased_until, deliveries.next_attempt_at) <= clock_timestamp()
      -- chat keeps the order of seq; a broadcast waits while an older one of its component and channel is on the wire
      and not exists (
        select
        from ship.deliveries as earlier
        where earlier.state in ('pending', 'leased')
          and earlier.transport = deliveries.transport
          and earlier.component_key is not distinct from deliveries.component_key
          and earlier.channel is not distinct from deliveries.channel
          and earlier.seq < deliveries.seq
      )
    order by deliveries.seq, deliveries.id
    limit greatest(claim_deliveries.max_count, 0)
    for update skip locked
  ),
  claimed as (
    update ship.deliveries
    set
      state = 'leased',
      lease_token = gen_random_uuid(),
      leased_until = clock_timestamp() + push_policy.delivery_lease,
      attempt_count = deliveries.attempt_count + 1,
      audit_head = coalesce(deliveries.audit_head, ship_private.audit_head())
    from due, ship.push_policy
    where deliveries.id = due.id
    returning deliveries.id
  )
  select array_agg(claimed.id)
  into v_claimed
  from claimed;

  return coalesce(ship_private.describe_deliveries(v_claimed), '[]');
end;
$$;

revoke all on function ship_private.claim_deliveries(integer) from public, anon, authenticated, service_role;
grant execute on function ship_private.claim_deliveries(integer) to service_role;

comment on function ship_private.claim_deliveries(integer) is
  'Leases what is due of everything but pushes, oldest first, skipping what somebody else holds. Never scans what is done; nothing on a copy of the project.';
