create function ship_private.halt_rollout(component text, channel text, build bigint, reason text, actor text)
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
  perform ship_private.require_reason(halt_rollout.reason);
  v_offer := ship_private.find_offer(halt_rollout.component, halt_rollout.channel, halt_rollout.build);
  if v_offer.halted_at is null then
    perform ship_private.act_as(halt_rollout.actor);
    update ship.offers
    set halted_at = clock_timestamp(), halt_reason = left(btrim(halt_rollout.reason), 500)
    where offers.salt = v_offer.salt
    returning * into v_offer;
    perform ship_private.act_as(null);
  end if;
  return ship_private.describe_offer(v_offer);
end;
$$;

revoke all on function ship_private.halt_rollout(text, text, bigint, text, text) from public, anon, authenticated, service_role;
grant execute on function ship_private.halt_rollout(text, text, bigint, text, text) to service_role;

comment on function ship_private.halt_rollout(text, text, bigint, text, text) is
  'Takes a build off the feed and ends what is on its way to devices; whoever has it keeps it. The share stays, for the day it goes on.';
