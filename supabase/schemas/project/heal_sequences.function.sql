create function ship_private.heal_sequences()
returns integer
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  v_column record;
  v_highest bigint;
  v_set bigint;
  v_healed text[] := '{}';
begin
  for v_column in
    select
      format('%I.%I', pg_namespace.nspname, pg_class.relname) as of_table,
      pg_attribute.attname as name,
      pg_catalog.pg_get_serial_sequence(format('%I.%I', pg_namespace.nspname, pg_class.relname), pg_attribute.attname) as sequence
    from pg_catalog.pg_attribute
    join pg_catalog.pg_class on pg_class.oid = pg_attribute.attrelid
    join pg_catalog.pg_namespace on pg_namespace.oid = pg_class.relnamespace
    where pg_namespace.nspname in ('ship', 'ship_private')
      and pg_attribute.attidentity <> ''
    union all
    select 'ship.ships', 'token', 'ship_private.ship_token_seq'
  loop
    -- The rows first, then how far the sequence is: in the other order, rows that come in between would count as ahead of it, and it would be
    -- set back behind numbers that are taken.
    execute format('select max(%I) from %s', v_column.name, v_column.of_table) into v_highest;
    execute format(
      'select pg_catalog.setval(%1$L, $1) from %1$s where case when is_called then last_value else 0 end < $1', v_column.sequence
    ) into v_set using v_highest;
    if v_set is not null then
      v_healed := v_healed || v_column.of_table;
    end if;
  end loop;

  if v_healed <> '{}' then
    insert into ship_private.audit_inbox (actor, action, subject, detail)
    select ship_private.current_actor(), 'sequence.healed', healed.name, '{}'
    from unnest(v_healed) as healed (name)
    order by healed.name;
  end if;
  return cardinality(v_healed);
end;
$$;

revoke all on function ship_private.heal_sequences() from public, anon, authenticated, service_role;

comment on function ship_private.heal_sequences() is
  'Numbers go on above the rows that are there, whatever brought them: a restore without setval, an import, logical replication. How many were behind.';
