create function ship_private.told_notes()
returns text
language sql
stable
security invoker
set search_path = ''
begin atomic
  select releases.notes
  from ship.releases
  where releases.notes is not null
    and releases.reason in ('ship', 'store')
  order by releases.id desc
  limit 1;
end;

revoke all on function ship_private.told_notes() from public, anon, authenticated, service_role;

comment on function ship_private.told_notes() is 'The notes that went out with the last ship that had any; a rollback''s reason is none.';
