create function ship_private.old_keys(rotation ship.key_rotations)
returns setof ship.keys
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  return query
  select keys.*
  from ship.keys
  where keys.key_name = old_keys.rotation.key_name
    and keys.state = 'live'
    and keys.id is distinct from old_keys.rotation.new_key_id
  order by keys.id;
end;
$$;

revoke all on function ship_private.old_keys(ship.key_rotations) from public, anon, authenticated, service_role;

comment on function ship_private.old_keys(ship.key_rotations) is 'The keys that a rotation removes at its end: all that live under its name but the new one.';
