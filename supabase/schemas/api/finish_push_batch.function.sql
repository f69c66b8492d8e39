create function ship.finish_push_batch(
  batch_id bigint,
  lease_token uuid,
  progress_id bigint,
  sent_count integer,
  outcomes jsonb,
  disposition text
)
returns jsonb
language sql
volatile
security invoker
set search_path = ''
return ship_private.finish_push_batch(
  finish_push_batch.batch_id,
  finish_push_batch.lease_token,
  finish_push_batch.progress_id,
  finish_push_batch.sent_count,
  finish_push_batch.outcomes,
  finish_push_batch.disposition
);

revoke all on function ship.finish_push_batch(bigint, uuid, bigint, integer, jsonb, text)
  from public, anon, authenticated, service_role;
grant execute on function ship.finish_push_batch(bigint, uuid, bigint, integer, jsonb, text) to service_role;

comment on function ship.finish_push_batch(bigint, uuid, bigint, integer, jsonb, text) is
  'Writes back what was answered: progress, finished or released.';
