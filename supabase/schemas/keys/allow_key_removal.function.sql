create function ship_private.allow_key_removal(rotation bigint, force boolean, reason text, actor text)
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
  v_reason text := nullif(btrim(allow_key_removal.reason), '');
  v_forced text;
begin
  perform ship_private.lock_keys();
  v_rotation := ship_private.require_key_rotation(allow_key_removal.rotation);
  if not exists (
    select
    from ship.key_rotation_steps as steps
    where steps.rotation_id = v_rotation.id
      and steps.step = 'monitor'
  ) then
    raise exception using
      errcode = 'PT409',
      message = 'key_step_out_of_order',
      detail  = format('the old key of %s goes last, and there are steps before', v_rotation.key_name),
      hint    = format('slipway keys rotate %s --resume goes on where it is.', v_rotation.key_name);
  end if;
  if allow_key_removal.force then
    perform ship_private.require_reason(v_reason);
    v_forced := v_reason;
  elsif v_rotation.trigger = 'incident' then
    v_forced := v_rotation.reason;
  else
    perform ship_private.raise_key_in_use(v_rotation);
  end if;

  perform ship_private.act_as(allow_key_removal.actor);
  update ship.key_rotations
  set
    removal_allowed_by = ship_private.current_actor(),
    removal_allowed_at = clock_timestamp(),
    removal_forced_because = v_forced
  where key_rotations.id = v_rotation.id
  returning * into v_rotation;
  perform ship_private.audit_key_rotation(
    v_rotation, 'key.removal_allowed',
    jsonb_build_object(
      'forced', v_forced,
      'old', (
        select jsonb_agg(
          jsonb_build_object('prefix', old.prefix, 'last_used_at', ship_private.key_last_used(old.*::ship.keys))
          order by old.id
        )
        from ship_private.old_keys(v_rotation) as old
      )
    )
  );
  perform ship_private.act_as(null);
  return ship_private.describe_key_rotation(v_rotation);
end;
$$;

revoke all on function ship_private.allow_key_removal(bigint, boolean, text, text) from public, anon, authenticated, service_role;
grant execute on function ship_private.allow_key_removal(bigint, boolean, text, text) to service_role;

comment on function ship_private.allow_key_removal(bigint, boolean, text, text) is
  'Whether the old key may go now: asked before anything is removed. Raises key_in_use and key_watch_too_short, unless it is forced with a reason or an incident.';
