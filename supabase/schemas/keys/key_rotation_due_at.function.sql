create function ship_private.key_rotation_due_at(name text)
returns timestamptz
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  return (
    select max(keys.added_at)
    from ship.keys
    where keys.key_name = key_rotation_due_at.name
      and keys.state = 'live'
  ) + (
    select key_policy.remind_after
    from ship.key_policy
    where key_policy.is_only_row
  );
end;
$$;

revoke all on function ship_private.key_rotation_due_at(text) from public, anon, authenticated, service_role;

comment on function ship_private.key_rotation_due_at(text) is
  'When the youngest key that lives under a name is as old as key_policy lets one become; null when none lives.';
