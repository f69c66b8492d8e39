create function ship_private.lease_names_of_ship(ship ship.ships)
returns text[]
language plpgsql
immutable
security invoker
set search_path = ''
as $$
begin
  return array(
    select case when ship_private.has_number(lease_names_of_ship.ship.kind) then 'component:' else 'deploy:' end || component.key
    from unnest(ship_private.components_of_ship(lease_names_of_ship.ship)) as component (key)
    union
    select 'target:' || target.name
    from unnest(lease_names_of_ship.ship.targets) as target (name)
  );
end;
$$;

revoke all on function ship_private.lease_names_of_ship(ship.ships) from public, anon, authenticated, service_role;

comment on function ship_private.lease_names_of_ship(ship.ships) is 'What a ship holds from begin to end; a branch it takes and gives back on the way.';
