create function ship.record_key_step(
  rotation bigint,
  step text,
  how text,
  note text default null,
  reason text default null,
  build bigint default null,
  prefix text default null,
  digest text default null,
  actor text default null
)
returns jsonb
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return ship_private.record_key_step(
    record_key_step.rotation,
    record_key_step.step,
    record_key_step.how,
    record_key_step.note,
    record_key_step.reason,
    record_key_step.build,
    record_key_step.prefix,
    record_key_step.digest,
    record_key_step.actor
  );
exception
  -- without Postgres' detail, which shows the row
  when integrity_constraint_violation then
    raise exception using errcode = sqlstate, message = sqlerrm;
end;
$$;

revoke all on function ship.record_key_step(bigint, text, text, text, text, bigint, text, text, text) from public, anon, authenticated, service_role;
grant execute on function ship.record_key_step(bigint, text, text, text, text, bigint, text, text, text) to service_role;

comment on function ship.record_key_step(bigint, text, text, text, text, bigint, text, text, text) is
  'Writes down a step of a rotation, in its order. generate takes how the new key begins, and its digest; a later step with another digest is refused.';
