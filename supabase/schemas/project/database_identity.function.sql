create function ship_private.database_identity()
returns text
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  -- a replica says nothing: it sends nothing either
  if pg_catalog.pg_is_in_recovery() then
    return null;
  end if;
  -- A dump that is restored elsewhere meets another system or database. A backup that is restored as files, also in its old place,
  -- keeps both and begins another timeline of the write-ahead log.
  return format(
    '%s/%s/%s',
    (select control.system_identifier from pg_catalog.pg_control_system() as control),
    (select pg_database.oid from pg_catalog.pg_database where pg_database.datname = pg_catalog.current_database()),
    pg_catalog.left(pg_catalog.pg_walfile_name(pg_catalog.pg_current_wal_lsn()), 8)
  );
end;
$$;

revoke all on function ship_private.database_identity() from public, anon, authenticated, service_role;

comment on function ship_private.database_identity() is
  'Tells this database from every copy of it: system, database and timeline. Stays the same over restarts and crashes.';
