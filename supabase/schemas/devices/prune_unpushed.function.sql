create function ship_private.prune_unpushed()
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  -- a slice a minute, and still 7 million rows a day
  c_slice constant integer := 5000;
  v_after_id bigint := (select sweeps.unpushed_through_id from ship_private.sweeps where sweeps.is_only_row);
  v_ids bigint[];
begin
  -- last_registered_at has no index, so all take their turn
  v_ids := array(
    select devices.id
    from ship.device_push_tokens as devices
    where devices.kind <> 'device'
      and devices.id > coalesce(v_after_id, 0)
    order by devices.id
    limit c_slice
  );
  if v_ids = '{}' and coalesce(v_after_id, 0) = 0 then
    return;
  end if;

  delete from ship.device_push_tokens as devices
  using ship.push_policy
  where devices.id = any (v_ids)
    and devices.kind <> 'device'
    and devices.last_registered_at < clock_timestamp() - push_policy.keep_unpushed;

  update ship_private.sweeps
  -- a slice that is not full was the end of the round
  set unpushed_through_id = case when cardinality(v_ids) = c_slice then v_ids[c_slice] else 0 end
  where sweeps.is_only_row;
end;
$$;

revoke all on function ship_private.prune_unpushed() from public, anon, authenticated, service_role;

comment on function ship_private.prune_unpushed() is
  'Deletes tokens of kinds that are never pushed once they were not registered again for keep_unpushed; looks at 5,000 of them per call, in turn.';
