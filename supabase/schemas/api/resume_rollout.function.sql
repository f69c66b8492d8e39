create function ship.resume_rollout(
  component text,
  channel text default 'live',
  build bigint default null,
  actor text default null
)
returns jsonb
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return ship_private.resume_rollout(
    resume_rollout.component,
    resume_rollout.channel,
    resume_rollout.build,
    resume_rollout.actor
  );
exception
  -- without Postgres' detail, which shows the row
  when integrity_constraint_violation then
    raise exception using errcode = sqlstate, message = sqlerrm;
end;
$$;

revoke all on function ship.resume_rollout(text, text, bigint, text) from public, anon, authenticated, service_role;
grant execute on function ship.resume_rollout(text, text, bigint, text) to service_role;

comment on function ship.resume_rollout(text, text, bigint, text) is
  'Goes on with a rollout that was halted.';
