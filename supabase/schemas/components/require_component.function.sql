create function ship_private.require_component(component text)
returns void
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  if not exists (select from ship.components where components.key = require_component.component) then
    raise exception using
      errcode = 'PT404',
      message = 'component_unknown',
      detail  = format('there is no component %L', left(require_component.component, 48)),
      hint    = 'Check the key against ship.components.';
  end if;
end;
$$;

revoke all on function ship_private.require_component(text) from public, anon, authenticated, service_role;

comment on function ship_private.require_component(text) is 'Refuses a key that no component has.';
