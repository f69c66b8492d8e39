create function ship_private.set_rollout(component text, channel text, build bigint, bps integer, reason text, actor text)
returns jsonb
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- definer: because offers are written by nobody directly
declare
  v_offer ship.offers;
begin
  perform ship_private.check_bps(set_rollout.bps);
  v_offer := ship_private.find_offer(set_rollout.component, set_rollout.channel, set_rollout.build);
  if v_offer.bps <> set_rollout.bps then
    perform ship_private.act_as(set_rollout.actor);
    -- a share that falls again for the same reason has a reason of its own
    update ship.offers
    set bps_reason = null
    where offers.salt = v_offer.salt
      and offers.bps_reason is not null;
    update ship.offers
    set bps = set_rollout.bps, bps_reason = nullif(btrim(set_rollout.reason), '')
    where offers.salt = v_offer.salt
    returning * into v_offer;
    perform ship_private.act_as(null);
  end if;
  return ship_private.describe_offer(v_offer);
end;
$$;

revoke all on function ship_private.set_rollout(text, text, bigint, integer, text, text) from public, anon, authenticated, service_role;
grant execute on function ship_private.set_rollout(text, text, bigint, integer, text, text) to service_role;

comment on function ship_private.set_rollout(text, text, bigint, integer, text, text) is
  'Sets the share of a rollout; newcomers are told, and each device once. It falls only with a reason. The same share again changes nothing.';
