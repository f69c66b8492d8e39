create function ship_private.move_to_offer(offer ship.offers)
returns boolean
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  v_is_moved boolean;
  v_detail text := coalesce(current_setting('ship.move', true), '');
begin
  perform set_config(
    'ship.move',
    (coalesce(nullif(v_detail, ''), '{}')::jsonb || jsonb_build_object('reason', 'rollout', 'actor', ship_private.current_actor()))::text,
    true
  );
  update ship.components
  set
    build = (move_to_offer.offer).build,
    version = coalesce(
      (
        select builds.version
        from ship.builds
        where builds.component_key = (move_to_offer.offer).component_key
          and builds.build = (move_to_offer.offer).build
      ),
      components.version
    )
  where components.key = (move_to_offer.offer).component_key
    and components.build < (move_to_offer.offer).build;
  v_is_moved := found;
  perform set_config('ship.move', v_detail, true);
  return v_is_moved;
end;
$$;

revoke all on function ship_private.move_to_offer(ship.offers) from public, anon, authenticated, service_role;

comment on function ship_private.move_to_offer(ship.offers) is 'A rollout that is complete on live is what everybody may have: the component moves up, and that announces; whether it did.';
