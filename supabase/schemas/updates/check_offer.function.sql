create function ship_private.check_offer(offer ship.offers, component ship.components)
returns void
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  perform ship_private.raise_when_withdrawn(check_offer.offer);

  if (check_offer.offer).channel = 'live'
    and (
      (check_offer.offer).build < (check_offer.component).build
      or ((check_offer.offer).build = (check_offer.component).build and (check_offer.offer).bps < 10000)
    )
  then
    raise exception using
      errcode = 'PT409',
      message = 'build_not_higher',
      detail  = format(
        '%s is at build %s for everybody, asked to offer %s',
        (check_offer.component).key, (check_offer.component).build, (check_offer.offer).build
      ),
      hint    = 'Offer a higher build.';
  end if;

  -- a rollback is the way out: nothing stands in its way
  if (check_offer.offer).bps > 0 and (ship_private.move_detail('reason') = 'rollback') is not true then
    perform ship_private.raise_when_overtaken((check_offer.offer).component_key, (check_offer.offer).channel, (check_offer.offer).build);
  end if;

  if ship_private.store_decides((check_offer.component).kind, (check_offer.component).has_store)
    -- what the component has is what the store let it have: a baseline comes without the store's word
    and (check_offer.offer).build <> (check_offer.component).build
    and not exists (
      select
      from ship.builds
      where builds.component_key = (check_offer.offer).component_key
        and builds.build = (check_offer.offer).build
        and builds.installable_at <= clock_timestamp()
    )
  then
    raise exception using
      errcode = 'PT409',
      message = 'build_not_installable',
      detail  = format(
        'the store has not reported build %s of %s as installable',
        (check_offer.offer).build, (check_offer.offer).component_key
      ),
      hint    = 'Record the store''s word first: ship.confirm_store_build(component, build, version, installable_at).';
  end if;
end;
$$;

revoke all on function ship_private.check_offer(ship.offers, ship.components) from public, anon, authenticated, service_role;

comment on function ship_private.check_offer(ship.offers, ship.components) is
  'What speaks against a new offer: withdrawn before, not above what everybody on live has, overtaken, or not installable yet.';
