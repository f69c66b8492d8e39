create function ship.halt_rollout(
  component text,
  channel text default 'live',
  build bigint default null,
  reason text default null,
  actor text default null
)
returns jsonb
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return ship_private.halt_rollout(
    halt_rollout.component,
    halt_rollout.channel,
    halt_rollout.build,
    halt_rollout.reason,
    halt_rollout.actor
  );
exception
  -- without Postgres' detail, which shows the row
  when integrity_constraint_violation then
    raise exception using errcode = sqlstate, message = sqlerrm;
end;
$$;

revoke all on function ship.halt_rollout(text, text, bigint, text, text) from public, anon, authenticated, service_role;
grant execute on function ship.halt_rollout(text, text, bigint, text, text) to service_role;

comment on function ship.halt_rollout(text, text, bigint, text, text) is
  'Stops a rollout at once, with a reason; a build of null means the newest that is not complete.';
