create function ship.resume_push_run(run_id bigint)
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  perform ship_private.resume_push_run(resume_push_run.run_id);
exception
  -- without Postgres' detail, which shows the row
  when integrity_constraint_violation then
    raise exception using errcode = sqlstate, message = sqlerrm;
end;
$$;

revoke all on function ship.resume_push_run(bigint) from public, anon, authenticated, service_role;
grant execute on function ship.resume_push_run(bigint) to service_role;

comment on function ship.resume_push_run(bigint) is
  'Continues a stopped run where it stopped, once its cause is fixed.';
