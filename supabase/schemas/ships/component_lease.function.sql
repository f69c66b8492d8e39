create function ship_private.component_lease(ship ship.ships, component text)
returns text
language plpgsql
immutable
security invoker
set search_path = ''
as $$
begin
  return case when ship_private.has_number(component_lease.ship.kind) then 'component:' else 'deploy:' end || component_lease.component;
end;
$$;

revoke all on function ship_private.component_lease(ship.ships, text) from public, anon, authenticated, service_role;

comment on function ship_private.component_lease(ship.ships, text) is
  'The lease by which a ship holds a component: in every environment when it has a number, else in its own.';
