create function ship_private.check_offer_change(before ship.offers, after ship.offers)
returns void
language plpgsql
stable
security invoker
set search_path = ''
as $$
declare
  v_build text := format('build %s of %s on %s', (check_offer_change.before).build, (check_offer_change.before).component_key, (check_offer_change.before).channel);
  v_policy ship.update_policies;
begin
  if ((check_offer_change.before).component_key, (check_offer_change.before).channel, (check_offer_change.before).build, (check_offer_change.before).salt)
    is distinct from ((check_offer_change.after).component_key, (check_offer_change.after).channel, (check_offer_change.after).build, (check_offer_change.after).salt)
  then
    raise exception using
      errcode = 'PT409',
      message = 'offer_is_immutable',
      detail  = format('%s: component, channel, build and salt never change', v_build),
      hint    = 'Make another offer.';
  end if;

  if (check_offer_change.before).withdrawn_at is not null then
    raise exception using
      errcode = 'PT409',
      message = 'build_withdrawn',
      detail  = format('%s was withdrawn', v_build),
      hint    = 'A withdrawn build is never offered again. Ship a higher build with the fix.';
  end if;

  if (check_offer_change.before).completed_at is not null and (check_offer_change.after).bps < 10000 then
    raise exception using
      errcode = 'PT409',
      message = 'rollout_complete',
      detail  = format('everybody may have %s already', v_build),
      hint    = 'Halt it or withdraw it with a reason, or ship a higher build.';
  end if;

  if (check_offer_change.after).bps < (check_offer_change.before).bps
    and ((check_offer_change.after).bps_reason is distinct from (check_offer_change.before).bps_reason
      and (check_offer_change.after).bps_reason is not null) is not true
  then
    raise exception using
      errcode = 'PT409',
      message = 'share_not_higher',
      detail  = format('%s is offered to %s bps, asked for %s', v_build, (check_offer_change.before).bps, (check_offer_change.after).bps),
      hint    = 'A share falls only with a reason of its own.';
  end if;

  if (check_offer_change.after).halted_at is not null
    and (check_offer_change.after).bps > (check_offer_change.before).bps
  then
    raise exception using
      errcode = 'PT409',
      message = 'rollout_halted',
      detail  = format('%s is halted: %s', v_build, (check_offer_change.after).halt_reason),
      hint    = 'Resume the rollout first.';
  end if;

  if (check_offer_change.after).withdrawn_at is null
    and (
      (check_offer_change.after).bps > (check_offer_change.before).bps
      or ((check_offer_change.before).halted_at is not null and (check_offer_change.after).halted_at is null)
    )
  then
    perform ship_private.raise_when_withdrawn(check_offer_change.after);
    if (check_offer_change.before).completed_at is null and (ship_private.move_detail('reason') = 'rollback') is not true then
      perform ship_private.raise_when_overtaken((check_offer_change.after).component_key, (check_offer_change.after).channel, (check_offer_change.after).build);
    end if;
  end if;

  if (check_offer_change.before).halted_at is null
    and (check_offer_change.before).completed_at is not null
    and ((check_offer_change.after).halted_at is not null or (check_offer_change.after).withdrawn_at is not null)
  then
    select update_policies.*
    into v_policy
    from ship.update_policies
    where update_policies.component_key = (check_offer_change.before).component_key
      and update_policies.channel <= (check_offer_change.before).channel
      and coalesce(
        ship_private.newest_installable(
          update_policies.component_key, update_policies.channel, (check_offer_change.before).channel, (check_offer_change.before).build
        ),
        0
      ) < greatest(update_policies.min_build, coalesce(update_policies.recommended_build, 0))
    order by update_policies.channel
    limit 1;
    if found then
      raise exception using
        errcode = 'PT409',
        message = 'policy_would_strand',
        detail  = format(
          'the policy of %s on %s asks for build %s or later, and without %s there is none to install',
          v_policy.component_key, v_policy.channel, greatest(v_policy.min_build, coalesce(v_policy.recommended_build, 0)), v_build
        ),
        hint    = 'Lift the policy first (ship.clear_update_policy), or complete a higher build.';
    end if;
  end if;
end;
$$;

revoke all on function ship_private.check_offer_change(ship.offers, ship.offers) from public, anon, authenticated, service_role;

comment on function ship_private.check_offer_change(ship.offers, ship.offers) is
  'What an offer may become; a policy that would be left without a build to install stands in the way of a halt and a withdrawal, and both are named.';
