create function ship_private.is_rolled_back(component text, build bigint)
returns boolean
language sql
stable
security invoker
set search_path = ''
begin atomic
  -- of the rollbacks since the last move up: one may follow another
  select exists (
    select
    from ship.build_moves
    where build_moves.component_key = is_rolled_back.component
      and build_moves.reason = 'rollback'
      and is_rolled_back.build > build_moves.build
      and is_rolled_back.build <= build_moves.previous_build
      and not exists (
        select
        from ship.build_moves as later
        where later.component_key = build_moves.component_key
          and later.id > build_moves.id
          and later.reason <> 'rollback'
      )
  );
end;

revoke all on function ship_private.is_rolled_back(text, bigint) from public, anon, authenticated, service_role;

comment on function ship_private.is_rolled_back(text, bigint) is 'Whether the component was rolled back past this build and has not moved up since: a sync must not raise it again.';
