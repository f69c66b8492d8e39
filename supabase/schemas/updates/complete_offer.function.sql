create function ship_private.complete_offer(move ship_private.component_change)
returns uuid
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  v_offer ship.offers;
  v_salt uuid;
begin
  if (complete_offer.move).build < (complete_offer.move).previous_build then
    update ship.offers
    set
      halted_at = clock_timestamp(),
      halt_reason = left(coalesce(nullif(btrim(ship_private.move_detail('notes')), ''), 'rolled back'), 500)
    where offers.component_key = (complete_offer.move).component_key
      and offers.channel = 'live'
      and offers.build > (complete_offer.move).build
      and offers.completed_at is not null
      and offers.halted_at is null
      and offers.withdrawn_at is null;
  end if;

  if (complete_offer.move).build = 0 then
    return null;
  end if;
  perform ship_private.record_build(complete_offer.move);

  select *
  into v_offer
  from ship.offers
  where offers.component_key = (complete_offer.move).component_key
    and offers.channel = 'live'
    and offers.build = (complete_offer.move).build;
  if not found then
    insert into ship.offers (component_key, channel, build, bps)
    values ((complete_offer.move).component_key, 'live', (complete_offer.move).build, 10000);
  else
    -- whom its earlier steps told is not told again, unless everybody was told once: then it comes back
    if (complete_offer.move).build > (complete_offer.move).previous_build
      and not exists (
        select
        from ship.build_moves
        where build_moves.component_key = (complete_offer.move).component_key
          and build_moves.build = (complete_offer.move).build
      )
    then
      v_salt := v_offer.salt;
    end if;
    if v_offer.completed_at is null or v_offer.halted_at is not null or v_offer.withdrawn_at is not null then
      update ship.offers
      set bps = 10000, halted_at = null, halt_reason = null
      where offers.component_key = (complete_offer.move).component_key
        and offers.channel = 'live'
        and offers.build = (complete_offer.move).build;
    end if;
  end if;
  return v_salt;
end;
$$;

revoke all on function ship_private.complete_offer(ship_private.component_change) from public, anon, authenticated, service_role;

comment on function ship_private.complete_offer(ship_private.component_change) is
  'The offer of what a component moved to is complete, and those above it are halted when it fell; the salt of the rollout that this completes, if it does.';
