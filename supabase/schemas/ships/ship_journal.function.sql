create function ship_private.ship_journal(ship uuid)
returns jsonb
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  return (
    select coalesce(
      jsonb_agg(
        jsonb_build_object('step', steps.step, 'state', steps.state, 'at', steps.at, 'detail', steps.detail)
        order by steps.id
      ),
      '[]'
    )
    from ship.ship_steps as steps
    where steps.ship_id = ship_journal.ship
  );
end;
$$;

revoke all on function ship_private.ship_journal(uuid) from public, anon, authenticated, service_role;

comment on function ship_private.ship_journal(uuid) is 'Everything that a ship has recorded, oldest first; a resumed ship may hold a step more than once.';
