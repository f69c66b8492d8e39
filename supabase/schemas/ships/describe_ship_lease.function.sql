create function ship_private.describe_ship_lease(ship ship.ships)
returns jsonb
language plpgsql
stable
security invoker
set search_path = ''
as $$
declare
  v_policy ship.ship_policy;
begin
  select * into v_policy from ship.ship_policy where ship_policy.is_only_row;
  return jsonb_build_object(
    'ship', describe_ship_lease.ship.id,
    'token', describe_ship_lease.ship.token,
    'expires_at', describe_ship_lease.ship.lease_expires_at,
    'lease_seconds', extract(epoch from v_policy.lease),
    'heartbeat_seconds', extract(epoch from v_policy.heartbeat),
    'highest_build', ship_private.highest_build(describe_ship_lease.ship.component_key),
    'highest_builds', (
      select jsonb_object_agg(component.key, ship_private.highest_build(component.key))
      from unnest(ship_private.components_of_ship(describe_ship_lease.ship)) as component (key)
    ),
    'told_notes', encode(sha256(convert_to(ship_private.last_announced_notes(), 'utf8')), 'hex'),
    'audit_head', ship_private.audit_head()
  );
end;
$$;

revoke all on function ship_private.describe_ship_lease(ship.ships) from public, anon, authenticated, service_role;

comment on function ship_private.describe_ship_lease(ship.ships) is 'What a new holder needs: its token, how long it holds, how often to say so, the highest build that each component ever used, a digest of the notes told last, and where the audit log stands.';
