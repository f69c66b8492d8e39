create function ship.cutover_status(promotion uuid, hosts text[])
returns jsonb
language sql
stable
security invoker
set search_path = ''
return ship_private.cutover_status(cutover_status.promotion, cutover_status.hosts);

revoke all on function ship.cutover_status(uuid, text[]) from public, anon, authenticated, service_role;
grant execute on function ship.cutover_status(uuid, text[]) to service_role;

comment on function ship.cutover_status(uuid, text[]) is
  'How far a cutover is on each of these hosts, and whether it is live.';
