create function ship_private.resume_rollout(component text, channel text, build bigint, actor text)
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
  v_offer := ship_private.find_offer(resume_rollout.component, resume_rollout.channel, resume_rollout.build);
  if v_offer.halted_at is not null then
    perform ship_private.act_as(resume_rollout.actor);
    update ship.offers
    set halted_at = null, halt_reason = null
    where offers.salt = v_offer.salt
    returning * into v_offer;
    perform ship_private.act_as(null);
  end if;
  return ship_private.describe_offer(v_offer);
end;
$$;

revoke all on function ship_private.resume_rollout(text, text, bigint, text) from public, anon, authenticated, service_role;
grant execute on function ship_private.resume_rollout(text, text, bigint, text) to service_role;

comment on function ship_private.resume_rollout(text, text, bigint, text) is
  'A halted rollout goes on with the same devices; whom it told before it does not tell again.';
