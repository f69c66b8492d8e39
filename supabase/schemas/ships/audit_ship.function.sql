create function ship_private.audit_ship(ship ship.ships, action text, more jsonb default '{}')
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  insert into ship_private.audit_inbox (actor, action, subject, detail)
  values (
    audit_ship.ship.holder, audit_ship.action, audit_ship.ship.component_key,
    jsonb_strip_nulls(jsonb_build_object(
      'ship', audit_ship.ship.id,
      'environment', audit_ship.ship.environment,
      'kind', audit_ship.ship.kind,
      'with', nullif(to_jsonb(audit_ship.ship.with_components), '[]'),
      'token', audit_ship.ship.token,
      'build', audit_ship.ship.build
    ) || audit_ship.more)
  );
end;
$$;

revoke all on function ship_private.audit_ship(ship.ships, text, jsonb) from public, anon, authenticated, service_role;

comment on function ship_private.audit_ship(ship.ships, text, jsonb) is 'Chains what became of a ship, in the name of its holder.';
