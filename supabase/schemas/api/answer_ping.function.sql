create function ship.answer_ping(nonce uuid)
returns boolean
language sql
volatile
security invoker
set search_path = ''
return ship_private.answer_ping(answer_ping.nonce);

revoke all on function ship.answer_ping(uuid) from public, anon, authenticated, service_role;
grant execute on function ship.answer_ping(uuid) to service_role;

comment on function ship.answer_ping(uuid) is 'Answers a ping from inside a function.';
