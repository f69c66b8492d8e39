create function ship.set_rollout(
  component text,
  channel text default 'live',
  build bigint default null,
  bps integer default null,
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
  return ship_private.set_rollout(
    set_rollout.component,
    set_rollout.channel,
    set_rollout.build,
    set_rollout.bps,
    set_rollout.reason,
    set_rollout.actor
  );
exception
  -- without Postgres' detail, which shows the row
  when integrity_constraint_violation then
    raise exception using errcode = sqlstate, message = sqlerrm;
end;
$$;

revoke all on function ship.set_rollout(text, text, bigint, integer, text, text) from public, anon, authenticated, service_role;
grant execute on function ship.set_rollout(text, text, bigint, integer, text, text) to service_role;

comment on function ship.set_rollout(text, text, bigint, integer, text, text) is
  'Raises the share of a rollout, or lowers it with a reason; a build of null means the newest that is not complete.';
