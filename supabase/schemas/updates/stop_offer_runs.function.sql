create function ship_private.stop_offer_runs(offer ship.offers, reason text, detail text)
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  v_run_id bigint;
begin
  for v_run_id in
    select push_runs.id
    from ship.push_runs
    where push_runs.component_key = (stop_offer_runs.offer).component_key
      and push_runs.channel = (stop_offer_runs.offer).channel
      and push_runs.build = (stop_offer_runs.offer).build
      and push_runs.state in ('running', 'retrying')
    order by push_runs.id
  loop
    perform ship_private.stop_run(v_run_id, stop_offer_runs.reason, stop_offer_runs.detail);
  end loop;

  if stop_offer_runs.reason = 'withdrawn' then
    update ship.push_runs
    set stop_reason = 'withdrawn'
    where push_runs.component_key = (stop_offer_runs.offer).component_key
      and push_runs.channel = (stop_offer_runs.offer).channel
      and push_runs.build = (stop_offer_runs.offer).build
      and push_runs.state = 'stopped'
      and push_runs.stop_reason = 'halted';
  end if;
end;
$$;

revoke all on function ship_private.stop_offer_runs(ship.offers, text, text) from public, anon, authenticated, service_role;

comment on function ship_private.stop_offer_runs(ship.offers, text, text) is
  'What is on its way to devices ends, nothing more starts. Nobody is counted: it must not take longer the more devices there are.';
