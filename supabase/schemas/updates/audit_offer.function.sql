create function ship_private.audit_offer(before ship.offers, after ship.offers)
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  insert into ship_private.audit_inbox (actor, action, subject, detail)
  values (
    ship_private.current_actor(),
    case
      when (audit_offer.after).withdrawn_at is distinct from (audit_offer.before).withdrawn_at then 'rollout.withdrawn'
      when (audit_offer.before).component_key is null then 'rollout.started'
      when (audit_offer.after).halted_at is null and (audit_offer.before).halted_at is not null then 'rollout.resumed'
      when (audit_offer.after).halted_at is not null and (audit_offer.before).halted_at is null then 'rollout.halted'
      else 'rollout.changed'
    end,
    (audit_offer.after).component_key,
    jsonb_strip_nulls(jsonb_build_object(
      'channel', (audit_offer.after).channel,
      'build', (audit_offer.after).build,
      'previous_bps', (audit_offer.before).bps,
      'bps', (audit_offer.after).bps,
      'reason', coalesce(
        (audit_offer.after).withdraw_reason,
        (audit_offer.after).halt_reason,
        case when (audit_offer.after).bps_reason is distinct from (audit_offer.before).bps_reason then (audit_offer.after).bps_reason end
      ),
      'steps', nullif((audit_offer.after).steps, '[]')
    ))
  );
end;
$$;

revoke all on function ship_private.audit_offer(ship.offers, ship.offers) from public, anon, authenticated, service_role;

comment on function ship_private.audit_offer(ship.offers, ship.offers) is 'Who changed an offer, from what to what, and why.';
