create function ship.ping_status(nonce uuid)
returns jsonb
language sql
stable
security invoker
set search_path = ''
return ship_private.ping_status(ping_status.nonce);

revoke all on function ship.ping_status(uuid) from public, anon, authenticated, service_role;
grant execute on function ship.ping_status(uuid) to service_role;

comment on function ship.ping_status(uuid) is 'How far a ping came.';
