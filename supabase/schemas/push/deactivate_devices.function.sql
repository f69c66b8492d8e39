create function ship_private.deactivate_devices(batch ship.push_batches, run ship.push_runs, outcomes jsonb)
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  v_previous ship.push_runs := ship_private.last_finished_run(deactivate_devices.run);
  v_ids bigint[];
  v_reasons text[];
  v_count bigint;
  v_doubt text;
begin
  select array_agg(dying.id), array_agg(dying.reason), count(*) filter (where dying.is_established)
  into v_ids, v_reasons, v_count
  from ship_private.dying_devices(deactivate_devices.run, v_previous, deactivate_devices.outcomes) as dying;
  if v_ids is null then
    return;
  end if;

  -- So many at once are no dead devices, but a worker that is wrong, or a key in wrong hands.
  v_doubt := ship_private.doubt_deactivations(deactivate_devices.batch, deactivate_devices.run, v_previous, v_count);
  if v_doubt is not null then
    perform ship_private.stop_run((deactivate_devices.run).id, 'too_many_deactivations', v_doubt);
    return;
  end if;

  update ship.device_push_tokens as devices
  set deactivated_at = clock_timestamp(), deactivation_reason = dying.reason
  from unnest(v_ids, v_reasons) as dying (id, reason)
  where devices.id = dying.id;
  if v_count = 0 then
    return;
  end if;

  update ship.push_batches
  set deactivated_count = push_batches.deactivated_count + v_count
  where push_batches.id = (deactivate_devices.batch).id;
  update ship.push_runs
  set deactivated_count = push_runs.deactivated_count + v_count
  where push_runs.id = (deactivate_devices.run).id;
end;
$$;

revoke all on function ship_private.deactivate_devices(ship.push_batches, ship.push_runs, jsonb)
  from public, anon, authenticated, service_role;

comment on function ship_private.deactivate_devices(ship.push_batches, ship.push_runs, jsonb) is
  'Deactivates dead tokens; or nobody, and stops the run, when more than deactivation_share of a batch''s or a run''s established devices would go.';
