create function ship_private.is_in_the_way(ship ship.ships, environment text, kind text, components text[])
returns boolean
language plpgsql
immutable
security invoker
set search_path = ''
as $$
begin
  return is_in_the_way.ship.finished_at is null
    and ship_private.components_of_ship(is_in_the_way.ship) && is_in_the_way.components
    and (
      is_in_the_way.ship.environment = is_in_the_way.environment
      or ship_private.has_number(is_in_the_way.ship.kind) and ship_private.has_number(is_in_the_way.kind)
    );
end;
$$;

revoke all on function ship_private.is_in_the_way(ship.ships, text, text, text[]) from public, anon, authenticated, service_role;

comment on function ship_private.is_in_the_way(ship.ships, text, text, text[]) is
  'Whether an unfinished ship keeps another from beginning: of the same component, where both have a number or go to the same environment.';
