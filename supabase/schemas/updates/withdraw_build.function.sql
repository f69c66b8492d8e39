create function ship_private.withdraw_build(component text, build bigint, reason text, actor text)
returns jsonb
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- definer: because offers are written by nobody directly
declare
  v_offers jsonb;
begin
  perform ship_private.require_reason(withdraw_build.reason);
  perform ship_private.lock_moves();
  perform ship_private.act_as(withdraw_build.actor);
  update ship.offers
  set withdrawn_at = clock_timestamp(), withdraw_reason = left(btrim(withdraw_build.reason), 500)
  where offers.component_key = withdraw_build.component
    and offers.build = withdraw_build.build
    and offers.withdrawn_at is null;
  perform ship_private.act_as(null);

  select jsonb_agg(ship_private.describe_offer(offers) order by offers.channel)
  into v_offers
  from ship.offers
  where offers.component_key = withdraw_build.component
    and offers.build = withdraw_build.build;
  if v_offers is null then
    raise exception using
      errcode = 'PT404',
      message = 'offer_unknown',
      detail  = format('%s offers no build %s on any channel', left(withdraw_build.component, 48), withdraw_build.build),
      hint    = 'ship.offers lists them.';
  end if;
  return v_offers;
end;
$$;

revoke all on function ship_private.withdraw_build(text, bigint, text, text) from public, anon, authenticated, service_role;
grant execute on function ship_private.withdraw_build(text, bigint, text, text) to service_role;

comment on function ship_private.withdraw_build(text, bigint, text, text) is
  'Takes a build back on every channel, for good; the way out is a higher build.';
