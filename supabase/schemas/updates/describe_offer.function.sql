create function ship_private.describe_offer(offer ship.offers)
returns jsonb
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  return jsonb_build_object(
    'component', (describe_offer.offer).component_key,
    'channel', (describe_offer.offer).channel,
    'build', (describe_offer.offer).build,
    'version', (
      select builds.version
      from ship.builds
      where builds.component_key = (describe_offer.offer).component_key
        and builds.build = (describe_offer.offer).build
    ),
    'salt', (describe_offer.offer).salt,
    'bps', (describe_offer.offer).bps,
    'state', case
      when (describe_offer.offer).withdrawn_at is not null then 'withdrawn'
      when (describe_offer.offer).halted_at is not null then 'halted'
      when (describe_offer.offer).completed_at is not null then 'complete'
      when (describe_offer.offer).bps = 0 then 'waiting'
      else 'rolling'
    end,
    'reason', coalesce((describe_offer.offer).withdraw_reason, (describe_offer.offer).halt_reason),
    'steps', (describe_offer.offer).steps,
    'available_at', (describe_offer.offer).available_at,
    'completed_at', (describe_offer.offer).completed_at
  );
end;
$$;

revoke all on function ship_private.describe_offer(ship.offers) from public, anon, authenticated, service_role;

comment on function ship_private.describe_offer(ship.offers) is 'An offer as the command line shows it.';
