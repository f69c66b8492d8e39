create function ship_private.ship_lease_answer(ship ship.ships)
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
    'ship', ship_lease_answer.ship.id,
    'token', ship_lease_answer.ship.token,
    'expires_at', ship_lease_answer.ship.lease_expires_at,
    'lease_seconds', extract(epoch from v_policy.lease),
    'heartbeat_seconds', extract(epoch from v_policy.heartbeat),
    'highest_build', ship_private.highest_build(ship_lease_answer.ship.component_key),
    'told_notes', encode(sha256(convert_to(ship_private.told_notes(), 'utf8')), 'hex')
  );
end;
$$;

revoke all on function ship_private.ship_lease_answer(ship.ships) from public, anon, authenticated, service_role;

comment on function ship_private.ship_lease_answer(ship.ships) is 'What a new holder needs: its token, how long it holds, how often to say so, the highest build ever used, and a digest of the notes told last.';
