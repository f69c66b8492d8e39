create function ship_private.tg_components__announce()
returns trigger
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- definer: because whoever may move a build need not have rights on the outbox
declare
  v_moves ship_private.component_change[];
begin
  select array_agg(
    row(after.key, after.build, before.build, 'live', 'build-available', 10000, null, null)::ship_private.component_change
    order by after.position, after.key
  )
  into v_moves
  from after
  join before using (key)
  where after.build <> before.build;

  if v_moves is not null then
    v_moves := ship_private.complete_offers(v_moves);
    perform ship_private.record_moves(
      v_moves,
      coalesce(ship_private.move_detail('reason'), 'manual'),
      ship_private.announce(v_moves, notes => ship_private.move_detail('notes'))
    );
  end if;
  return null;
end;
$$;

revoke all on function ship_private.tg_components__announce() from public, anon, authenticated, service_role;

create trigger _500_announce
  after update
  on ship.components
  referencing old table as before new table as after
  for each statement
  execute function ship_private.tg_components__announce();

comment on function ship_private.tg_components__announce() is
  'All builds moved by one statement make one announcement, in the same transaction; no build moved, nothing happens.';
