create function ship.finish_delivery(
  delivery_id bigint,
  lease_token uuid,
  outcome text,
  status integer default null,
  error text default null,
  retry_after_s numeric default null,
  parts_sent integer default null
)
returns boolean
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return ship_private.finish_delivery(
    finish_delivery.delivery_id,
    finish_delivery.lease_token,
    finish_delivery.outcome,
    finish_delivery.status,
    finish_delivery.error,
    finish_delivery.retry_after_s,
    finish_delivery.parts_sent
  );
exception
  -- without Postgres' detail, which shows the row
  when integrity_constraint_violation then
    raise exception using errcode = sqlstate, message = sqlerrm;
end;
$$;

revoke all on function ship.finish_delivery(bigint, uuid, text, integer, text, numeric, integer)
  from public, anon, authenticated, service_role;
grant execute on function ship.finish_delivery(bigint, uuid, text, integer, text, numeric, integer)
  to service_role;

comment on function ship.finish_delivery(bigint, uuid, text, integer, text, numeric, integer) is
  'Ends, postpones or renews a leased delivery; false when the lease was lost.';
