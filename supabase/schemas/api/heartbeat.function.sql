create function ship.heartbeat(job text, ok boolean default true, ms bigint default null, note text default null)
returns jsonb
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return ship_private.heartbeat(heartbeat.job, heartbeat.ok, heartbeat.ms, heartbeat.note);
exception
  -- without Postgres' detail, which shows the row
  when integrity_constraint_violation then
    raise exception using errcode = sqlstate, message = sqlerrm;
end;
$$;

revoke all on function ship.heartbeat(text, boolean, bigint, text) from public, anon, authenticated, service_role;
grant execute on function ship.heartbeat(text, boolean, bigint, text) to service_role;

comment on function ship.heartbeat(text, boolean, bigint, text) is
  'What a job calls when it has finished: whether it went well, how long it took in milliseconds, and a line of its own.';
