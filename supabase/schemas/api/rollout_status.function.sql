create function ship.rollout_status(component text default null)
returns jsonb
language sql
stable
security invoker
set search_path = ''
return ship_private.rollout_status(rollout_status.component);

revoke all on function ship.rollout_status(text) from public, anon, authenticated, service_role;
grant execute on function ship.rollout_status(text) to service_role;

comment on function ship.rollout_status(text) is
  'Offers that are not over, with how many were told, and policies.';
