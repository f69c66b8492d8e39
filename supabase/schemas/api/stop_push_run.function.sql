create function ship.stop_push_run(
  batch_id bigint,
  lease_token uuid,
  reason text,
  detail text default null
)
returns boolean
language sql
volatile
security invoker
set search_path = ''
return ship_private.stop_push_run(
  stop_push_run.batch_id,
  stop_push_run.lease_token,
  stop_push_run.reason,
  stop_push_run.detail
);

revoke all on function ship.stop_push_run(bigint, uuid, text, text) from public, anon, authenticated, service_role;
grant execute on function ship.stop_push_run(bigint, uuid, text, text) to service_role;

comment on function ship.stop_push_run(bigint, uuid, text, text) is
  'Stops the run of a leased batch with a stable reason.';
