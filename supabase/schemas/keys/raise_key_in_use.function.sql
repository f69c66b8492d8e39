create function ship_private.raise_key_in_use(rotation ship.key_rotations)
returns void
language plpgsql
stable
security invoker
set search_path = ''
as $$
declare
  v_quiet_at timestamptz := ship_private.key_quiet_at(raise_key_in_use.rotation);
  v_used text;
begin
  if (v_quiet_at <= clock_timestamp()) is true then
    return;
  end if;
  select string_agg(
    format('%s until %s UTC', keys.prefix, to_char(keys.used at time zone 'UTC', 'YYYY-MM-DD HH24:MI')),
    ', '
    order by keys.prefix
  )
  into v_used
  from (
    select old.prefix, ship_private.key_last_used(old.*::ship.keys) as used
    from ship_private.old_keys(raise_key_in_use.rotation) as old
  ) as keys
  where keys.used > clock_timestamp() - (select key_policy.removal_window from ship.key_policy where key_policy.is_only_row);

  raise exception using
    errcode = 'PT409',
    message = case when v_used is null then 'key_watch_too_short' else 'key_in_use' end,
    detail  = coalesce(
      format('the old key was used: %s', v_used),
      format('the new key of %s has not been accepted for long enough to know that nobody uses the old one', raise_key_in_use.rotation.key_name)
    ),
    hint    = format(
      'Nobody may have used it for %s, which is at %s UTC at the earliest. Or say why it goes all the same: --force --reason.',
      (select key_policy.removal_window from ship.key_policy where key_policy.is_only_row),
      to_char(v_quiet_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI')
    );
end;
$$;

revoke all on function ship_private.raise_key_in_use(ship.key_rotations) from public, anon, authenticated, service_role;

comment on function ship_private.raise_key_in_use(ship.key_rotations) is
  'Raises key_in_use when an old key was used within the window, key_watch_too_short when the new one has not been accepted for so long.';
