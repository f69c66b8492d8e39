create function ship_private.complete_offers(moves ship_private.component_change[])
returns ship_private.component_change[]
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  v_move ship_private.component_change;
  v_moves ship_private.component_change[] := '{}';
begin
  foreach v_move in array coalesce(complete_offers.moves, '{}') loop
    -- The usual move, to a build above everything: no guard could object, and a sixth of what a move costs is spared.
    if v_move.build > v_move.previous_build and not exists (
      select
      from ship.offers
      where offers.component_key = v_move.component_key
        and offers.build >= v_move.build
    ) then
      perform set_config('ship.is_moving', 'up', true);
      perform ship_private.record_build(v_move);
      insert into ship.offers (component_key, channel, build, bps, available_at, completed_at)
      values (v_move.component_key, 'live', v_move.build, 10000, clock_timestamp(), clock_timestamp());
    else
      -- what a move changes is told and audited by that move
      perform set_config('ship.is_moving', 'on', true);
      v_move.salt := ship_private.complete_offer(v_move);
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
