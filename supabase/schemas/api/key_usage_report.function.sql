create function ship.key_usage_report(hours integer default 24)
returns jsonb
language sql
stable
security invoker
set search_path = ''
return ship_private.key_usage_report(key_usage_report.hours);

revoke all on function ship.key_usage_report(integer) from public, anon, authenticated, service_role;
grant execute on function ship.key_usage_report(integer) to service_role;

comment on function ship.key_usage_report(integer) is
  'How many requests came with which key, by the hour.';
