create function ship_private.describe_key_rotation(rotation ship.key_rotations)
returns jsonb
language plpgsql
stable
security invoker
set search_path = ''
as $$
declare
  v_steps jsonb;
begin
  select coalesce(
    jsonb_agg(
      jsonb_build_object(
        'step', steps.step,
        'how', steps.how,
        'note', steps.note,
        'reason', steps.reason,
        'build', steps.build,
        'done_by', steps.done_by,
        'done_at', steps.done_at
      )
      order by steps.position
    ),
    '[]'
  )
  into v_steps
  from ship.key_rotation_steps as steps
  where steps.rotation_id = describe_key_rotation.rotation.id;

  return jsonb_build_object(
    'id', describe_key_rotation.rotation.id,
    'name', describe_key_rotation.rotation.key_name,
    'kind', describe_key_rotation.rotation.kind,
    'component', describe_key_rotation.rotation.component_key,
    'trigger', describe_key_rotation.rotation.trigger,
    'reason', describe_key_rotation.rotation.reason,
    'begun_by', describe_key_rotation.rotation.begun_by,
    'begun_at', describe_key_rotation.rotation.begun_at,
    'removal_allowed_at', describe_key_rotation.rotation.removal_allowed_at,
    'removal_forced_because', describe_key_rotation.rotation.removal_forced_because,
    'ended_at', describe_key_rotation.rotation.ended_at,
    'outcome', describe_key_rotation.rotation.outcome,
    'new_key', (
      select ship_private.describe_key(keys.*::ship.keys)
      from ship.keys
      where keys.id = describe_key_rotation.rotation.new_key_id
    ),
    'old_keys', (
      select coalesce(jsonb_agg(ship_private.describe_key(keys.*::ship.keys) order by keys.id), '[]')
      from ship_private.old_keys(describe_key_rotation.rotation) as keys
    ),
    -- made and lost before anybody accepted them, as far as the database knows: a store may hold one
    'lost_digests', (
      select coalesce(jsonb_agg(keys.digest order by keys.id), '[]')
      from ship.keys
      where keys.key_name = describe_key_rotation.rotation.key_name
        and keys.state = 'removed'
        and keys.added_at is null
    ),
    'quiet_at', ship_private.key_quiet_at(describe_key_rotation.rotation),
    'steps', v_steps
  );
end;
$$;

revoke all on function ship_private.describe_key_rotation(ship.key_rotations) from public, anon, authenticated, service_role;

comment on function ship_private.describe_key_rotation(ship.key_rotations) is 'A rotation as callers see it, with what was done of it.';
