create function ship_private.end_deliveries(delivery_ids bigint[], reason text, detail text)
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  v_run ship.push_runs;
  v_untold bigint;
  v_delivery_id bigint;
begin
  for v_run in
    select *
    from ship.push_runs
    where push_runs.delivery_id = any (end_deliveries.delivery_ids)
      and push_runs.state in ('running', 'retrying')
    order by push_runs.id
  loop
    v_untold := ship_private.count_untold(v_run);
    perform ship_private.stop_run(
      v_run.id,
      end_deliveries.reason,
      concat_ws(': ', end_deliveries.detail, format('%s devices were not told', v_untold))
    );
  end loop;

  -- Whoever holds a lease finds it gone: what is on the wire can't be called back, and is not tried again.
  for v_delivery_id in
    update ship.deliveries
    set
      state = 'skipped', last_error = end_deliveries.reason, finished_at = clock_timestamp(),
      lease_token = null, leased_until = null
    where deliveries.id = any (end_deliveries.delivery_ids)
      and deliveries.state in ('pending', 'leased')
    returning deliveries.id
  loop
    perform ship_private.audit_delivery(v_delivery_id);
  end loop;
end;
$$;

revoke all on function ship_private.end_deliveries(bigint[], text, text) from public, anon, authenticated, service_role;

comment on function ship_private.end_deliveries(bigint[], text, text) is
  'Ends deliveries and their runs on purpose, with the reason and with how many devices were not told; nothing of them stays pending.';
