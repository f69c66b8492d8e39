create function ship_private.key_status(name text)
returns jsonb
language plpgsql
stable
security definer
set search_path = ''
as $$
-- definer: because it is called by whoever may call the function over it
begin
  return jsonb_build_object(
    'now', clock_timestamp(),
    'removal_window_seconds', (
      select extract(epoch from key_policy.removal_window)::bigint from ship.key_policy where key_policy.is_only_row
    ),
    'keys', coalesce(
      (
        select jsonb_agg(
          jsonb_build_object(
            'name', names.key_name,
            'kind', names.kind,
            'keys', (
              select coalesce(jsonb_agg(ship_private.describe_key(keys.*::ship.keys) order by keys.id), '[]')
              from ship.keys
              where keys.key_name = names.key_name
                and keys.state <> 'removed'
            ),
            'rotation', (
              select ship_private.describe_key_rotation(key_rotations.*::ship.key_rotations)
              from ship.key_rotations
              where key_rotations.key_name = names.key_name
                and key_rotations.ended_at is null
            ),
            'last_rotated_at', (
              select max(key_rotations.ended_at)
              from ship.key_rotations
              where key_rotations.key_name = names.key_name
                and key_rotations.outcome = 'done'
            ),
            'due_at', ship_private.key_rotation_due_at(names.key_name),
            'is_due', coalesce(ship_private.key_rotation_due_at(names.key_name) <= clock_timestamp(), false)
          )
          order by names.key_name
        )
        from (
          -- of the newest row: the kind of a key may change
          select distinct on (known.key_name) known.key_name, known.kind
          from (
            select keys.key_name, keys.kind, keys.generated_at as since from ship.keys
            union all
            select key_rotations.key_name, key_rotations.kind, key_rotations.begun_at from ship.key_rotations
          ) as known
          where key_status.name is null or known.key_name = key_status.name
          order by known.key_name, known.since desc
        ) as names
      ),
      '[]'
    )
  );
end;
$$;

revoke all on function ship_private.key_status(text) from public, anon, authenticated, service_role;
grant execute on function ship_private.key_status(text) to service_role;

comment on function ship_private.key_status(text) is
  'The keys that live, by name: when each was last used, the rotation that is open, and when the next one is due.';
