create function ship.rollback(component text, build bigint, reason text)
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  perform ship_private.rollback(rollback.component, rollback.build, rollback.reason);
exception
  -- without Postgres' detail, which shows the row
  when integrity_constraint_violation then
    raise exception using errcode = sqlstate, message = sqlerrm;
end;
$$;

revoke all on function ship.rollback(text, bigint, text) from public, anon, authenticated, service_role;
grant execute on function ship.rollback(text, bigint, text) to service_role;

comment on function ship.rollback(text, bigint, text) is
  'The only way down, with a reason; announced like every move.';
