create function ship_private.continue_offer_runs(offer ship.offers)
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  v_run ship.push_runs;
begin
  for v_run in
    update ship.push_runs
    set life_since = clock_timestamp()
    where push_runs.component_key = (continue_offer_runs.offer).component_key
      and push_runs.channel = (continue_offer_runs.offer).channel
      and push_runs.build = (continue_offer_runs.offer).build
      and push_runs.state = 'stopped'
      and push_runs.stop_reason = 'halted'
    returning push_runs.*
  loop
    perform ship_private.continue_run(v_run);
  end loop;
  if found then
    perform ship_private.call_functions(array['push'], 'hint');
  end if;
end;
$$;

revoke all on function ship_private.continue_offer_runs(ship.offers) from public, anon, authenticated, service_role;

comment on function ship_private.continue_offer_runs(ship.offers) is
  'A halted rollout goes on where it stood: whom it told before the halt it does not tell again.';
