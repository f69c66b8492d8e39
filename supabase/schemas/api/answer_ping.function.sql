create function ship.answer_ping(nonce uuid)
returns boolean
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return ship_private.answer_ping(answer_ping.nonce);
exception
  -- without Postgres' detail, which shows the row
  when integrity_constraint_violation then
    raise exception using errcode = sqlstate, message = sqlerrm;
end;
$$;

revoke all on function ship.answer_ping(uuid) from public, anon, authenticated, service_role;
grant execute on function ship.answer_ping(uuid) to service_role;

comment on function ship.answer_ping(uuid) is 'Answers a ping from inside a function.';
