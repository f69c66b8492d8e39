create function ship_private.require_key_rotation(rotation bigint)
returns ship.key_rotations
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  v_rotation ship.key_rotations;
begin
  select *
  into v_rotation
  from ship.key_rotations
  where key_rotations.id = require_key_rotation.rotation
  for update;
  if not found then
    raise exception using
      errcode = 'PT404',
      message = 'rotation_unknown',
      detail  = format('there is no rotation %s', require_key_rotation.rotation),
      hint    = 'slipway keys list shows those that are open.';
  end if;
  if v_rotation.ended_at is not null then
    raise exception using
      errcode = 'PT409',
      message = 'rotation_ended',
      detail  = format('rotation %s of %s was %s on %s', v_rotation.id, v_rotation.key_name, v_rotation.outcome, v_rotation.ended_at),
      hint    = format('Begin another one: slipway keys rotate %s.', v_rotation.key_name);
  end if;
  return v_rotation;
end;
$$;

revoke all on function ship_private.require_key_rotation(bigint) from public, anon, authenticated, service_role;

comment on function ship_private.require_key_rotation(bigint) is 'The rotation that is open under this number, locked. Raises rotation_unknown and rotation_ended.';
