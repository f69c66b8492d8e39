create function ship_private.find_offer(component text, channel text, build bigint)
returns ship.offers
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  v_channel ship.release_channel := coalesce(ship_private.parse_channel(find_offer.channel), 'live');
  v_offer ship.offers;
begin
  -- every change of an offer waits for registrations and for other moves, as a move of a build does
  perform ship_private.lock_moves();

  perform ship_private.require_component(find_offer.component);
  select *
  into v_offer
  from ship.offers
  where offers.component_key = find_offer.component
    and offers.channel = v_channel
    and (offers.build = find_offer.build or find_offer.build is null)
    and (find_offer.build is not null or (offers.completed_at is null and offers.withdrawn_at is null))
  order by offers.build desc
  limit 1;
  if not found then
    raise exception using
      errcode = 'PT404',
      message = 'offer_unknown',
      detail  = format('%s offers %s on %s', find_offer.component, coalesce('no build ' || find_offer.build, 'no build to a share'), v_channel),
      hint    = 'ship.offers lists them; ship.offer_build makes one.';
  end if;
  return v_offer;
end;
$$;

revoke all on function ship_private.find_offer(text, text, bigint) from public, anon, authenticated, service_role;

comment on function ship_private.find_offer(text, text, bigint) is
  'The offer that is meant, with moves held back: of that build, else the newest that is still a rollout.';
