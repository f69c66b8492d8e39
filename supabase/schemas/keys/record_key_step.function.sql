create function ship_private.record_key_step(
  rotation bigint, step text, how text, note text, reason text, build bigint, prefix text, digest text, actor text
)
returns jsonb
language plpgsql
volatile
security definer
set search_path = ''
as $$
#variable_conflict use_column
-- definer: because rotations are written by nobody directly
declare
  c_steps constant text[] := array['generate', 'add', 'deploy', 'update-client', 'ship', 'raise-minimum', 'monitor', 'remove'];
  v_rotation ship.key_rotations;
  v_done integer;
  v_position integer;
  v_is_again boolean;
begin
  perform ship_private.lock_keys();
  v_rotation := ship_private.require_key_rotation(record_key_step.rotation);
  v_position := array_position(c_steps, record_key_step.step);
  select coalesce(max(steps.position), 0)
  into v_done
  from ship.key_rotation_steps as steps
  where steps.rotation_id = v_rotation.id;
  -- made again, because the first one was lost before anybody accepted it
  v_is_again := v_done = 1 and v_position = 1;
  if v_position is null or (v_position <> v_done + 1 and not v_is_again) then
    raise exception using
      errcode = 'PT409',
      message = 'key_step_out_of_order',
      detail  = format('the next step of %s is %s, not %s', v_rotation.key_name, c_steps[v_done + 1], left(record_key_step.step, 50)),
      hint    = format('slipway keys rotate %s --resume goes on where it is.', v_rotation.key_name);
  end if;
  -- two processes at the first steps at once: one has told a store of a key that the other has replaced since
  if v_position > 1 and record_key_step.digest <> (select keys.digest from ship.keys where keys.id = v_rotation.new_key_id) then
    raise exception using
      errcode = 'PT409',
      message = 'key_replaced',
      detail  = format('somebody else has made another new key of %s meanwhile', v_rotation.key_name),
      hint    = format('slipway keys rotate %s --resume goes on with that one, in the clone that has it.', v_rotation.key_name);
  end if;
  if record_key_step.step = 'monitor' and record_key_step.how <> 'skipped' then
    perform ship_private.raise_key_in_use(v_rotation);
  end if;
  if record_key_step.step = 'remove' and v_rotation.removal_allowed_at is null then
    raise exception using
      errcode = 'PT409',
      message = 'key_removal_not_allowed',
      detail  = format('nobody asked whether the old key of %s may go', v_rotation.key_name),
      hint    = 'ship.allow_key_removal asks; slipway keys rotate does it before it removes.';
  end if;

  perform ship_private.act_as(record_key_step.actor);
  case record_key_step.step
    when 'generate' then
      v_rotation := ship_private.set_new_key(v_rotation, record_key_step.prefix, record_key_step.digest);
    when 'add' then
      update ship.keys
      set
        state = 'live',
        added_at = clock_timestamp()
      where keys.id = v_rotation.new_key_id;
    when 'remove' then
      update ship.keys
      set
        state = 'removed',
        removed_at = clock_timestamp()
      where keys.id in (select old.id from ship_private.old_keys(v_rotation) as old);
      update ship.key_rotations
      set
        ended_at = clock_timestamp(),
        outcome = 'done'
      where key_rotations.id = v_rotation.id
      returning * into v_rotation;
    else
      null;
  end case;
  insert into ship.key_rotation_steps (rotation_id, position, step, how, note, reason, build, done_by)
  values (
    v_rotation.id, v_position, record_key_step.step, record_key_step.how, nullif(btrim(record_key_step.note), ''),
    nullif(btrim(record_key_step.reason), ''), record_key_step.build, ship_private.current_actor()
  )
  on conflict (rotation_id, position) do update
  set
    how = excluded.how,
    note = excluded.note,
    done_by = excluded.done_by,
    done_at = excluded.done_at;
  perform ship_private.audit_key_rotation(
    v_rotation, 'key.step',
    jsonb_build_object(
      'step', record_key_step.step,
      'how', record_key_step.how,
      'reason', nullif(btrim(record_key_step.reason), ''),
      'prefix', (select keys.prefix from ship.keys where keys.id = v_rotation.new_key_id)
    )
  );
  if v_rotation.outcome is not null then
    perform ship_private.audit_key_rotation(
      v_rotation, 'key.rotation_ended',
      jsonb_build_object('outcome', v_rotation.outcome, 'forced', v_rotation.removal_forced_because)
    );
  end if;
  perform ship_private.act_as(null);
  return ship_private.describe_key_rotation(v_rotation);
end;
$$;

revoke all on function ship_private.record_key_step(bigint, text, text, text, text, bigint, text, text, text)
  from public, anon, authenticated, service_role;
grant execute on function ship_private.record_key_step(bigint, text, text, text, text, bigint, text, text, text) to service_role;

comment on function ship_private.record_key_step(bigint, text, text, text, text, bigint, text, text, text) is
  'Writes down that a step was taken, in its order; with the last one the rotation is done. Raises key_step_out_of_order, key_replaced, key_in_use, key_watch_too_short, key_removal_not_allowed.';
