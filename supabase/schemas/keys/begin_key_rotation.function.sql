create function ship_private.begin_key_rotation(name text, kind text, component text, trigger text, reason text, live jsonb, actor text)
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
  select *
  into v_rotation
  from ship.key_rotations
  where key_rotations.key_name = begin_key_rotation.name
    and key_rotations.ended_at is null;
  if found then
    raise exception using
      errcode = 'PT409',
      message = 'rotation_open',
      detail  = format(
        '%s began rotation %s of %s on %s, and it is open', v_rotation.begun_by, v_rotation.id, v_rotation.key_name,
        to_char(v_rotation.begun_at at time zone 'UTC', 'YYYY-MM-DD')
      ),
      hint    = format(
        'Go on with it: slipway keys rotate %1$s --resume; when the old key has leaked, --force --reason waits for nobody. Or give it up: --abandon --reason.',
        v_rotation.key_name
      );
  end if;
  perform ship_private.record_keys(
    begin_key_rotation.name, begin_key_rotation.kind, begin_key_rotation.live, begin_key_rotation.actor
  );

  perform ship_private.act_as(begin_key_rotation.actor);
  insert into ship.key_rotations (key_name, kind, component_key, trigger, reason, begun_by)
  values (
    begin_key_rotation.name, begin_key_rotation.kind, begin_key_rotation.component, begin_key_rotation.trigger,
    nullif(btrim(begin_key_rotation.reason), ''), ship_private.current_actor()
  )
  returning * into v_rotation;
  perform ship_private.audit_key_rotation(
    v_rotation, 'key.rotation_begun', jsonb_build_object('reason', v_rotation.reason, 'component', v_rotation.component_key)
  );
  perform ship_private.act_as(null);
  return ship_private.describe_key_rotation(v_rotation);
end;
$$;

revoke all on function ship_private.begin_key_rotation(text, text, text, text, text, jsonb, text)
  from public, anon, authenticated, service_role;
grant execute on function ship_private.begin_key_rotation(text, text, text, text, text, jsonb, text) to service_role;

comment on function ship_private.begin_key_rotation(text, text, text, text, text, jsonb, text) is
  'Begins a rotation, and writes down which keys are accepted now. Raises rotation_open.';
