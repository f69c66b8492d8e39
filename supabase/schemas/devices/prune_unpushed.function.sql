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
  v_before timestamptz := clock_timestamp() - (select push_policy.keep_unpushed from ship.push_policy where push_policy.is_only_row);
  v_ids bigint[];
begin
  delete from ship.device_push_tokens as devices
  where devices.id = any (array(
      select ended.id
      from ship.device_push_tokens as ended
      where ended.deactivated_at < v_before
      order by ended.deactivated_at
      limit c_slice
    ))
    -- it may have come back meanwhile
    and devices.deactivated_at < v_before;

  -- last_registered_at has no index, so all that no push reaches take their turn
  v_ids := array(
    select unpushed.id
    from (
      (
        select devices.id
        from ship.device_push_tokens as devices
        where devices.kind <> 'device'
          and devices.id > coalesce(v_after_id, 0)
        order by devices.id
        limit c_slice
      )
      union all
      select slices.id
      from ship_private.unpushed_topics(v_before) as topics
      cross join lateral (
        select devices.id
        from ship.device_push_tokens as devices
        where devices.topic = topics.topic
          and devices.apns_environment = topics.apns_environment
          and devices.deactivated_at is null
          and devices.kind = 'device'
          and devices.id > coalesce(v_after_id, 0)
        order by devices.id
        limit c_slice
      ) as slices
    ) as unpushed
    order by unpushed.id
    limit c_slice
  );
  if v_ids = '{}' and coalesce(v_after_id, 0) = 0 then
    return;
  end if;

  delete from ship.device_push_tokens as devices
  where devices.id = any (v_ids)
    and devices.last_registered_at < v_before
    -- and so may these have become what is pushed
    and (devices.kind <> 'device' or (devices.topic, devices.apns_environment) in (
      select topics.topic, topics.apns_environment
      from ship_private.unpushed_topics(v_before) as topics
    ));

  update ship_private.sweeps
  -- a slice that is not full was the end of the round
  set unpushed_through_id = case when cardinality(v_ids) = c_slice then v_ids[c_slice] else 0 end
  where sweeps.is_only_row;
end;
$$;

revoke all on function ship_private.prune_unpushed() from public, anon, authenticated, service_role;

comment on function ship_private.prune_unpushed() is
  'Deletes what no push reaches: tokens that were deactivated longer ago than keep_unpushed, and those of kinds and environments that are never pushed and did not register again for as long; looks at 5,000 of either per call, in turn.';
