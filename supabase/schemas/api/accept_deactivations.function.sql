create function ship.accept_deactivations(run_id bigint, reason text)
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  perform ship_private.accept_deactivations(accept_deactivations.run_id, accept_deactivations.reason);
exception
  -- without Postgres' detail, which shows the row
  when integrity_constraint_violation then
    raise exception using errcode = sqlstate, message = sqlerrm;
end;
$$;

revoke all on function ship.accept_deactivations(bigint, text) from public, anon, authenticated, service_role;

comment on function ship.accept_deactivations(bigint, text) is
  'In the SQL editor: the many deaths that stopped a run are true, and it goes on.';
