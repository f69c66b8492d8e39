create function ship_private.rolled_back_from(component text)
returns bigint
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  return (
    select max(build_moves.previous_build)
    from ship.build_moves
    where build_moves.component_key = rolled_back_from.component
      and build_moves.reason = 'rollback'
      and build_moves.id > coalesce(
        (
          select later.id
          from ship.build_moves as later
          where later.component_key = rolled_back_from.component
            and later.reason <> 'rollback'
          order by later.id desc
          limit 1
        ),
        0
      )
  );
end;
$$;

revoke all on function ship_private.rolled_back_from(text) from public, anon, authenticated, service_role;

comment on function ship_private.rolled_back_from(text) is
  'The build that a component was rolled back from and has not moved up since; null when what is deployed was shipped.';
