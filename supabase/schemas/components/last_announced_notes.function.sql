create function ship_private.last_announced_notes()
returns text
language sql
stable
security invoker
set search_path = ''
begin atomic
  select build_moves.notes
  from ship.build_moves
  where build_moves.notes is not null
    and build_moves.reason in ('ship', 'store')
  order by build_moves.id desc
  limit 1;
end;

revoke all on function ship_private.last_announced_notes() from public, anon, authenticated, service_role;

comment on function ship_private.last_announced_notes() is 'The notes that went out with the last ship that had any; a rollback''s reason is none.';
