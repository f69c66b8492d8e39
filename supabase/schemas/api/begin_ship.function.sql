create function ship.begin_ship(
  component text,
  environment text,
  holder text,
  clone_id text,
  targets text[],
  build bigint default null,
  kind text default 'ship'
)
returns jsonb
language sql
volatile
security invoker
set search_path = ''
return ship_private.begin_ship(
  begin_ship.component,
  begin_ship.environment,
  begin_ship.holder,
  begin_ship.clone_id,
  begin_ship.targets,
  begin_ship.build,
  begin_ship.kind
);

revoke all on function ship.begin_ship(text, text, text, text, text[], bigint, text) from public, anon, authenticated, service_role;
grant execute on function ship.begin_ship(text, text, text, text, text[], bigint, text) to service_role;

comment on function ship.begin_ship(text, text, text, text, text[], bigint, text) is
  'Begins a ship: component and targets held, or nothing.';
