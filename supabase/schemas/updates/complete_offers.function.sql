create function ship_private.complete_offers(moves ship_private.component_change[])
returns ship_private.component_change[]
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  v_move ship_private.component_change;
  v_offer ship.offers;
  v_moves ship_private.component_change[] := '{}';
begin
  -- what a move changes is told and audited by that move
  perform set_config('ship.is_moving', 'on', true);
  -- One by one, by scalars, like supersede: mostly there is one, and it is new.
  foreach v_move in array coalesce(complete_offers.moves, '{}') loop
    if v_move.build < v_move.previous_build then
      update ship.offers
      set
        halted_at = clock_timestamp(),
        halt_reason = left(coalesce(nullif(btrim(ship_private.move_detail('notes')), ''), 'rolled back'), 500)
      where offers.component_key = v_move.component_key
        and offers.channel = 'live'
        and offers.build > v_move.build
        and offers.completed_at is not null
        and offers.halted_at is null
        and offers.withdrawn_at is null;
    end if;

    if v_move.build > 0 then
      insert into ship.builds as known (component_key, build, version, commit_sha, installable_at, notes)
      select
        v_move.component_key, v_move.build, left(nullif(components.version, ''), 100),
        ship_private.move_detail('commit_sha'), clock_timestamp(),
        -- those of a rollback say why it was made
        case when v_move.build > v_move.previous_build then left(nullif(btrim(ship_private.move_detail('notes')), ''), 4000) end
      from ship.components
      where components.key = v_move.component_key
      -- a store's word comes before the move, and may leave these open
      on conflict (component_key, build) do update
      set
        version = coalesce(known.version, excluded.version),
        commit_sha = coalesce(known.commit_sha, excluded.commit_sha),
        notes = coalesce(known.notes, excluded.notes);

      -- The usual move, to a build above everything: no guard could object, and a fifth of what a move costs is spared.
      if v_move.build > v_move.previous_build and not exists (
        select
        from ship.offers
        where offers.component_key = v_move.component_key
          and offers.build >= v_move.build
      ) then
        perform set_config('ship.is_moving', 'up', true);
        insert into ship.offers (component_key, channel, build, bps, available_at, completed_at)
        values (v_move.component_key, 'live', v_move.build, 10000, clock_timestamp(), clock_timestamp());
        perform set_config('ship.is_moving', 'on', true);
        v_moves := v_moves || v_move;
        continue;
      end if;

      select *
      into v_offer
      from ship.offers
      where offers.component_key = v_move.component_key
        and offers.channel = 'live'
        and offers.build = v_move.build;
      if not found then
        insert into ship.offers (component_key, channel, build, bps)
        values (v_move.component_key, 'live', v_move.build, 10000);
      else
        -- whom its earlier steps told is not told again, unless everybody was told once: then it comes back
        if v_move.build > v_move.previous_build
          and not exists (
            select
            from ship.build_moves
            where build_moves.component_key = v_move.component_key
              and build_moves.build = v_move.build
          )
        then
          v_move.salt := v_offer.salt;
        end if;
        if v_offer.completed_at is null or v_offer.halted_at is not null or v_offer.withdrawn_at is not null then
          update ship.offers
          set bps = 10000, halted_at = null, halt_reason = null
          where offers.component_key = v_move.component_key
            and offers.channel = 'live'
            and offers.build = v_move.build;
        end if;
      end if;
    end if;
    v_moves := v_moves || v_move;
  end loop;
  perform set_config('ship.is_moving', '', true);
  return v_moves;
end;
$$;

revoke all on function ship_private.complete_offers(ship_private.component_change[]) from public, anon, authenticated, service_role;

comment on function ship_private.complete_offers(ship_private.component_change[]) is
  'What components moved to is offered to everybody on live, whatever moved it; a rollback takes the builds above it off the feed. Returns the moves, each with the rollout that it completes.';
