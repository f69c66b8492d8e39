create function ship.withdraw_build(
  component text,
  build bigint,
  reason text,
  actor text default null
)
returns jsonb
language sql
volatile
security invoker
set search_path = ''
return ship_private.withdraw_build(
  withdraw_build.component,
  withdraw_build.build,
  withdraw_build.reason,
  withdraw_build.actor
);

revoke all on function ship.withdraw_build(text, bigint, text, text) from public, anon, authenticated, service_role;
grant execute on function ship.withdraw_build(text, bigint, text, text) to service_role;

comment on function ship.withdraw_build(text, bigint, text, text) is
  'Takes a build back on every channel, for good.';
