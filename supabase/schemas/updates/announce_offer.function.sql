create function ship_private.announce_offer(offer ship.offers, event text)
returns bigint
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  v_current bigint;
begin
  select components.build
  into v_current
  from ship.components
  where components.key = (announce_offer.offer).component_key;

  return ship_private.announce(array[
    row(
      (announce_offer.offer).component_key, (announce_offer.offer).build, v_current, (announce_offer.offer).channel,
      announce_offer.event, (announce_offer.offer).bps, (announce_offer.offer).salt,
      (
        select builds.version
        from ship.builds
        where builds.component_key = (announce_offer.offer).component_key
          and builds.build = (announce_offer.offer).build
      )
    )::ship_private.component_change
  ]);
end;
$$;

revoke all on function ship_private.announce_offer(ship.offers, text) from public, anon, authenticated, service_role;

comment on function ship_private.announce_offer(ship.offers, text) is
  'Announces what became of an offer on its channel; previous_build is what everybody on live has.';
