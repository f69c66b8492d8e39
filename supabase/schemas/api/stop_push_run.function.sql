create function ship.stop_push_run(
  batch_id bigint,
  lease_token uuid,
  reason text,
  detail text default null,
  refused_token text default null
)
returns boolean
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return ship_private.stop_push_run(
    stop_push_run.batch_id,
    stop_push_run.lease_token,
    stop_push_run.reason,
    stop_push_run.detail,
    stop_push_run.refused_token
  );
exception
  -- without Postgres' detail, which shows the row
  when integrity_constraint_violation then
    raise exception using errcode = sqlstate, message = sqlerrm;
end;
$$;

revoke all on function ship.stop_push_run(bigint, uuid, text, text, text) from public, anon, authenticated, service_role;
grant execute on function ship.stop_push_run(bigint, uuid, text, text, text) to service_role;

comment on function ship.stop_push_run(bigint, uuid, text, text, text) is
  'Stops the run of a leased batch with a stable reason; a provider token that was refused is dropped for everybody.';
