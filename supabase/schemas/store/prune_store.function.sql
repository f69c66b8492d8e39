create function ship_private.prune_store()
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
  select clock_timestamp() - store_policy.keep_events
  into v_before
  from ship.store_policy
  where store_policy.is_only_row;

  delete from ship.store_events
  where store_events.id = any (array(
    select old.id
    from ship.store_events as old
    where old.received_at < v_before
    order by old.received_at
    limit c_slice
  ));
end;
$$;

revoke all on function ship_private.prune_store() from public, anon, authenticated, service_role;

comment on function ship_private.prune_store() is 'Forgets what the store''s webhooks sent long ago, as store_policy says.';
