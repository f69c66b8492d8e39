create function ship_private.lease_names(ship ship.ships)
returns text[]
language plpgsql
immutable
security invoker
set search_path = ''
as $$
begin
  return array(
    select 'component:' || lease_names.ship.component_key
    union
    select 'target:' || target.name
    from unnest(lease_names.ship.targets) as target (name)
  );
end;
$$;

revoke all on function ship_private.lease_names(ship.ships) from public, anon, authenticated, service_role;

comment on function ship_private.lease_names(ship.ships) is 'What a ship holds from begin to end; a branch it takes and gives back on the way.';
