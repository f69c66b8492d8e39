create function ship_private.components_of_ship(ship ship.ships)
returns text[]
language plpgsql
immutable
security invoker
set search_path = ''
as $$
begin
  return components_of_ship.ship.component_key || components_of_ship.ship.with_components;
end;
$$;

revoke all on function ship_private.components_of_ship(ship.ships) from public, anon, authenticated, service_role;

comment on function ship_private.components_of_ship(ship.ships) is 'Every component that a ship holds; the one it began with comes first.';
