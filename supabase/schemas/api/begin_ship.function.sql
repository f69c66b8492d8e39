create function ship.begin_ship(
  component text,
  environment text,
  holder text,
  clone_id text,
  targets text[],
  build bigint default null,
  kind text default 'ship',
  repository text default null,
  with_components text[] default '{}'
)
returns jsonb
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return ship_private.begin_ship(
    begin_ship.component,
    begin_ship.environment,
    begin_ship.holder,
    begin_ship.clone_id,
    begin_ship.targets,
    begin_ship.build,
    begin_ship.kind,
    begin_ship.repository,
    begin_ship.with_components
  );
exception
  -- without Postgres' detail, which shows the row
  when integrity_constraint_violation then
    raise exception using errcode = sqlstate, message = sqlerrm;
end;
$$;

revoke all on function ship.begin_ship(text, text, text, text, text[], bigint, text, text, text[]) from public, anon, authenticated, service_role;
grant execute on function ship.begin_ship(text, text, text, text, text[], bigint, text, text, text[]) to service_role;

comment on function ship.begin_ship(text, text, text, text, text[], bigint, text, text, text[]) is
  'Begins a ship: components and targets held, or nothing; a repository that is given must be the one linked, or becomes it.';
