create function ship_private.key_quiet_at(rotation ship.key_rotations)
returns timestamptz
language plpgsql
stable
security invoker
set search_path = ''
as $$
declare
  v_since timestamptz;
  v_used timestamptz;
  v_window interval;
begin
  select key_rotation_steps.done_at
  into v_since
  from ship.key_rotation_steps
  where key_rotation_steps.rotation_id = key_quiet_at.rotation.id
    and key_rotation_steps.step = 'add';
  if v_since is null then
    return null;
  end if;
  select max(ship_private.key_last_used(keys.*::ship.keys))
  into v_used
  from ship_private.old_keys(key_quiet_at.rotation) as keys;
  select key_policy.removal_window
  into v_window
  from ship.key_policy
  where key_policy.is_only_row;
  return greatest(v_since, v_used) + v_window;
end;
$$;

revoke all on function ship_private.key_quiet_at(ship.key_rotations) from public, anon, authenticated, service_role;

comment on function ship_private.key_quiet_at(ship.key_rotations) is
  'From when on the old keys have been silent for as long as key_policy asks, if nobody uses one until then. Null before the new key is accepted: nobody could have changed over.';
