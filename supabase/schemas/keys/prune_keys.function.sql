create function ship_private.prune_keys()
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  -- a slice a minute, as in ship_private.prune
  c_slice constant integer := 1000;
  v_before timestamptz;
begin
  select clock_timestamp() - key_policy.keep_usage
  into v_before
  from ship.key_policy
  where key_policy.is_only_row;

  delete from ship.key_usage
  where key_usage.ctid = any (array(
    select old.ctid
    from ship.key_usage as old
    where old.hour < v_before
    order by old.hour
    limit c_slice
  ));
end;
$$;

revoke all on function ship_private.prune_keys() from public, anon, authenticated, service_role;

comment on function ship_private.prune_keys() is
  'Forgets counted hours after keep_usage. Keys and rotations stay: they are few, and what was done to a key is asked for years later.';
