create function ship.rollback(component text, build bigint, reason text)
returns void
language sql
volatile
security invoker
set search_path = ''
return ship_private.rollback(rollback.component, rollback.build, rollback.reason);

revoke all on function ship.rollback(text, bigint, text) from public, anon, authenticated, service_role;
grant execute on function ship.rollback(text, bigint, text) to service_role;

comment on function ship.rollback(text, bigint, text) is
  'The only way down, with a reason; announced like every move.';
