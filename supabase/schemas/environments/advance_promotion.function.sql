create function ship_private.advance_promotion(ship uuid, token bigint, state text)
returns jsonb
language plpgsql
volatile
security definer
set search_path = ''
as $$
#variable_conflict use_column
-- definer: because promotions are written by nobody directly
declare
  v_ship ship.ships := ship_private.require_held_ship(advance_promotion.ship, advance_promotion.token);
  v_promotion ship.promotions;
begin
  if (advance_promotion.state in ('pushed', 'done')) is not true then
    raise exception using
      errcode = 'PT422',
      message = 'state_invalid',
      detail  = format('%L is no state of a promotion', left(advance_promotion.state, 48)),
      hint    = 'Say pushed or done.';
  end if;
  select *
  into v_promotion
  from ship.promotions
  where promotions.ship_id = v_ship.id
  for update;
  if not found then
    raise exception using
      errcode = 'PT404',
      message = 'promotion_unknown',
      detail  = format('ship %s promotes nothing', v_ship.id),
      hint    = 'Begin the promotion first.';
  end if;
  -- an answer that got lost is asked for again
  if v_promotion.outcome is not null or advance_promotion.state = 'pushed' and v_promotion.pushed_at is not null then
    return ship_private.describe_promotion(v_promotion);
  end if;

  update ship.promotions
  set
    pushed_at = case advance_promotion.state when 'pushed' then clock_timestamp() else promotions.pushed_at end,
    finished_at = case advance_promotion.state when 'done' then clock_timestamp() end,
    outcome = case advance_promotion.state when 'done' then 'done' end
  where promotions.id = v_promotion.id
  returning * into v_promotion;
  perform ship_private.audit_promotion(v_promotion, 'promotion.' || advance_promotion.state);
  return ship_private.describe_promotion(v_promotion);
end;
$$;

revoke all on function ship_private.advance_promotion(uuid, bigint, text) from public, anon, authenticated, service_role;
grant execute on function ship_private.advance_promotion(uuid, bigint, text) to service_role;

comment on function ship_private.advance_promotion(uuid, bigint, text) is
  'The branch was moved (pushed), or everything that was promoted is verified (done). Repeated, it changes nothing.';
