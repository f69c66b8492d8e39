create function ship.finish_push_batch(
  batch_id bigint,
  lease_token uuid,
  progress_id bigint,
  sent_count integer,
  outcomes jsonb,
  disposition text
)
returns jsonb
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return ship_private.finish_push_batch(
    finish_push_batch.batch_id,
    finish_push_batch.lease_token,
    finish_push_batch.progress_id,
    finish_push_batch.sent_count,
    finish_push_batch.outcomes,
    finish_push_batch.disposition
  );
exception
  -- without Postgres' detail, which shows the row
  when integrity_constraint_violation then
    raise exception using errcode = sqlstate, message = sqlerrm;
end;
$$;

revoke all on function ship.finish_push_batch(bigint, uuid, bigint, integer, jsonb, text)
  from public, anon, authenticated, service_role;
grant execute on function ship.finish_push_batch(bigint, uuid, bigint, integer, jsonb, text) to service_role;

comment on function ship.finish_push_batch(bigint, uuid, bigint, integer, jsonb, text) is
  'Writes back what was answered: progress, finished or released.';
