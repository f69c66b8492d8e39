create function ship_private.finish_delivery(
  delivery_id bigint,
  lease_token uuid,
  outcome text,
  status integer,
  error text,
  retry_after_s numeric,
  parts_sent integer
)
returns boolean
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- definer: because the outbox is changed by nobody directly
declare
  v_delivery ship.deliveries;
  v_policy ship.push_policy;
  v_delay interval;
  v_state text;
  v_error text := finish_delivery.error;
begin
  if (finish_delivery.outcome in ('delivered', 'retry', 'failed', 'skipped', 'part')) is not true then
    raise exception using
      errcode = 'PT422',
      message = 'outcome_unknown',
      detail  = format('outcome %L', finish_delivery.outcome),
      hint    = 'Use delivered, retry, failed, skipped or part.';
  end if;

  -- fencing compares the token only: an expired lease that nobody took over still counts
  select *
  into v_delivery
  from ship.deliveries
  where deliveries.id = finish_delivery.delivery_id
    and deliveries.state = 'leased'
    and deliveries.lease_token = finish_delivery.lease_token
  for update;
  if not found then
    return false;
  end if;
  select * into v_policy from ship.push_policy where push_policy.is_only_row;

  if finish_delivery.outcome = 'part' then
    update ship.deliveries
    set parts_sent = finish_delivery.parts_sent, leased_until = clock_timestamp() + v_policy.delivery_lease
    where deliveries.id = v_delivery.id;
    return true;
  end if;

  v_state := case finish_delivery.outcome when 'retry' then 'pending' else finish_delivery.outcome end;
  if v_state in ('failed', 'skipped') then
    v_error := coalesce(v_error, 'unknown');
  end if;

  if v_state = 'pending' then
    v_delay := coalesce(
      ship_private.asked_wait(finish_delivery.retry_after_s),
      ship_private.backoff(v_policy.retry_base, v_policy.retry_max, v_delivery.attempt_count)
    );
    if v_delivery.kind = 'broadcast' then
      if exists (
        select
        from ship.deliveries as later
        where later.transport = v_delivery.transport
          and later.component_key = v_delivery.component_key
          and later.channel = v_delivery.channel
          and later.seq > v_delivery.seq
      ) then
        v_state := 'superseded';
      elsif clock_timestamp() + v_delay > v_delivery.created_at + v_policy.broadcast_life then
        v_state := 'failed';
        v_error := coalesce(v_error, 'retries_ended');
      end if;
    end if;
  end if;

  update ship.deliveries
  set
    state = v_state,
    lease_token = null,
    leased_until = null,
    last_status = coalesce(finish_delivery.status, deliveries.last_status),
    last_error = v_error,
    parts_sent = coalesce(finish_delivery.parts_sent, deliveries.parts_sent),
    next_attempt_at = clock_timestamp() + coalesce(v_delay, interval '0'),
    finished_at = case when v_state <> 'pending' then clock_timestamp() end
  where deliveries.id = v_delivery.id;

  if v_state <> 'pending' then
    perform ship_private.audit_delivery(v_delivery.id);
  end if;
  return true;
end;
$$;

revoke all on function ship_private.finish_delivery(bigint, uuid, text, integer, text, numeric, integer)
  from public, anon, authenticated, service_role;
grant execute on function ship_private.finish_delivery(bigint, uuid, text, integer, text, numeric, integer)
  to service_role;

comment on function ship_private.finish_delivery(bigint, uuid, text, integer, text, numeric, integer) is
  'Writes the outcome if the lease is still held (true), else nothing (false). The database decides when and whether to retry.';
