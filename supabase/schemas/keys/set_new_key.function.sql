create function ship_private.set_new_key(rotation ship.key_rotations, prefix text, digest text)
returns ship.key_rotations
language plpgsql
volatile
security invoker
set search_path = ''
as $$
#variable_conflict use_column
declare
  v_rotation ship.key_rotations := set_new_key.rotation;
  v_key ship.keys;
  v_before bigint := v_rotation.new_key_id;
begin
  select *
  into v_key
  from ship.keys
  where keys.key_name = v_rotation.key_name
    and keys.digest = set_new_key.digest;
  if found and v_key.id = v_before then
    return v_rotation;
  end if;
  if found then
    raise exception using
      errcode = 'PT409',
      message = 'key_not_new',
      detail  = format('%s was a key of %s before', v_key.prefix, v_rotation.key_name),
      hint    = 'Make another one: a rotation must end with a key that nobody had.';
  end if;
  -- an id at Apple's is that of one key, and usage is counted by it: the file of the old key is no new one
  if exists (
    select
    from ship.keys
    where keys.prefix = set_new_key.prefix
      and keys.state <> 'removed'
      and keys.id is distinct from v_before
  ) then
    raise exception using
      errcode = 'PT409',
      message = 'key_not_new',
      detail  = format('a key that begins with %s is in use', left(set_new_key.prefix, 50)),
      hint    = 'Make another one: a rotation must end with a key that nobody had.';
  end if;
  -- one that was made and lost before anybody accepted it never lived
  update ship.keys
  set
    state = 'removed',
    removed_at = clock_timestamp()
  where keys.id = v_before;
  insert into ship.keys (key_name, kind, prefix, digest, state)
  values (v_rotation.key_name, v_rotation.kind, set_new_key.prefix, set_new_key.digest, 'generated')
  returning * into v_key;
  update ship.key_rotations
  set new_key_id = v_key.id
  where key_rotations.id = v_rotation.id
  returning * into v_rotation;
  return v_rotation;
end;
$$;

revoke all on function ship_private.set_new_key(ship.key_rotations, text, text) from public, anon, authenticated, service_role;

comment on function ship_private.set_new_key(ship.key_rotations, text, text) is
  'The key that a rotation changes over to. Another one takes its place as long as nobody accepts it. Raises key_not_new.';
