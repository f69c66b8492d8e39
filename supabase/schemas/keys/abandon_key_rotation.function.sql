create function ship_private.abandon_key_rotation(rotation bigint, reason text, actor text)
returns jsonb
language plpgsql
volatile
security definer
set search_path = ''
as $$
#variable_conflict use_column
-- definer: because rotations are written by nobody directly
declare
  v_rotation ship.key_rotations;
begin
  perform ship_private.lock_keys();
  v_rotation := ship_private.require_key_rotation(abandon_key_rotation.rotation);
  perform ship_private.require_reason(abandon_key_rotation.reason);

  perform ship_private.act_as(abandon_key_rotation.actor);
  -- a new key that is accepted stays accepted: somebody may use it
  update ship.keys
  set
    state = 'removed',
    removed_at = clock_timestamp()
  where keys.id = v_rotation.new_key_id
    and keys.state = 'generated';
  update ship.key_rotations
  set
    ended_at = clock_timestamp(),
    outcome = 'abandoned'
  where key_rotations.id = v_rotation.id
  returning * into v_rotation;
  perform ship_private.audit_key_rotation(
    v_rotation, 'key.rotation_ended',
    jsonb_build_object('outcome', v_rotation.outcome, 'reason', left(btrim(abandon_key_rotation.reason), 500))
  );
  perform ship_private.act_as(null);
  return ship_private.describe_key_rotation(v_rotation);
end;
$$;

revoke all on function ship_private.abandon_key_rotation(bigint, text, text) from public, anon, authenticated, service_role;
grant execute on function ship_private.abandon_key_rotation(bigint, text, text) to service_role;

comment on function ship_private.abandon_key_rotation(bigint, text, text) is
  'Gives a rotation up. What is accepted by then stays accepted: nobody is locked out by it.';
