create function ship_private.hold_rollout(offer ship.offers, reason text, actor text)
returns jsonb
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  v_offer ship.offers;
begin
  return ship_private.halt_rollout(
    (hold_rollout.offer).component_key, (hold_rollout.offer).channel::text, (hold_rollout.offer).build, hold_rollout.reason, hold_rollout.actor
  );
exception
  -- a policy asks for this very build: it stays in the feed, for whom it is
  when sqlstate 'PT409' then
    perform ship_private.act_as(hold_rollout.actor);
    update ship.offers
    set steps = '[]'
    where offers.salt = (hold_rollout.offer).salt
    returning * into v_offer;
    perform ship_private.act_as(null);
    return ship_private.describe_offer(v_offer);
end;
$$;

revoke all on function ship_private.hold_rollout(ship.offers, text, text) from public, anon, authenticated, service_role;

comment on function ship_private.hold_rollout(ship.offers, text, text) is
  'The rollout takes no step by itself any more: halted, or, where a policy needs its build, without steps.';
