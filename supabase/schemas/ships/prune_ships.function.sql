create function ship_private.prune_ships()
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  -- a slice a minute, as in ship_private.prune
  c_slice constant integer := 200;
begin
  delete from ship.ships
  where ships.id = any (array(
    select old.id
    from ship.ships as old
    cross join ship.ship_policy
    where old.finished_at < clock_timestamp() - ship_policy.keep_ships
      -- what it used stays used: the ship with a component's highest build is kept, or a move that is as high
      and (old.build is null or exists (
        select
        from ship.ships as higher
        where higher.component_key = old.component_key
          and (higher.build > old.build or higher.build = old.build and higher.id > old.id)
      ) or exists (
        select
        from ship.build_moves
        where build_moves.component_key = old.component_key
          and build_moves.build >= old.build
      ))
    order by old.finished_at
    limit c_slice
  ));
end;
$$;

revoke all on function ship_private.prune_ships() from public, anon, authenticated, service_role;

comment on function ship_private.prune_ships() is
  'Forgets ended ships and their journals after keep_ships, but never the highest number that a component used.';
